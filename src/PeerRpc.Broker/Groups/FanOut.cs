using PeerRpc.Core.Connections;

namespace PeerRpc.Broker.Groups;

/// <summary>Sends what is new in a group to its connected members, some dozens in each work item.</summary>
/// <remarks>
/// A work item per member would cost more than what it does. One for all of them would leave the other processors idle,
/// and let everybody else wait behind ten thousand members. So there are lanes that go on side by side, up to one for
/// each processor.
/// </remarks>
/// <param name="work">Runs the work items.</param>
/// <param name="counts">Told of what was sent.</param>
internal sealed class FanOut(WorkScheduler work, GroupCounts counts)
{
    // In slices: with less to do another thread would cost more than it saves.
    private const int FullLane = 16;

    private readonly Lock _gate = new(); // guards changes of the lanes and their slices
    private volatile FanOutLane[] _lanes = [];

    public void Add(MemberFeed feed)
    {
        lock (_gate)
        {
            FanOutLane? lane = _lanes.MinBy(lane => lane.Count);
            if (lane is null || (lane.Count >= FullLane && _lanes.Length < Environment.ProcessorCount))
                _lanes = [.. _lanes, lane = new FanOutLane(work, counts)];
            lane.Add(feed);
        }
    }

    public void Remove(MemberFeed feed)
    {
        lock (_gate)
        {
            FanOutLane? lane = _lanes.FirstOrDefault(lane => lane.Remove(feed));
            if (lane is { Count: 0 })
                _lanes = [.. _lanes.Where(other => other != lane)];
        }
    }

    /// <summary>There is something new.</summary>
    public void Request()
    {
        foreach (FanOutLane lane in _lanes)
            lane.Request();
    }
}
