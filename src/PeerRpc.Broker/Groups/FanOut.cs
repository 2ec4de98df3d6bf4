using PeerRpc.Core.Connections;

namespace PeerRpc.Broker.Groups;

/// <summary>Sends what is new in a group to its connected members, some hundred in each work item.</summary>
/// <remarks>
/// A work item per member would cost more than what it does. One for all of them would leave the other processors idle,
/// and let everybody else wait behind ten thousand members.
/// </remarks>
/// <param name="work">Runs the work items.</param>
/// <param name="counts">Told of what was sent.</param>
internal sealed class FanOut(WorkScheduler work, GroupCounts counts)
{
    private readonly Lock _gate = new(); // guards changes of the slices
    private volatile FanOutSlice[] _slices = [];

    public void Add(MemberFeed feed)
    {
        lock (_gate)
        {
            FanOutSlice? slice = _slices.FirstOrDefault(slice => slice.Count < FanOutSlice.Size);
            if (slice is null)
                _slices = [.. _slices, slice = new FanOutSlice(work, counts)];
            slice.Add(feed);
        }
    }

    public void Remove(MemberFeed feed)
    {
        lock (_gate)
        {
            FanOutSlice? slice = _slices.FirstOrDefault(slice => slice.Remove(feed));
            if (slice is { Count: 0 })
                _slices = [.. _slices.Where(other => other != slice)];
        }
    }

    /// <summary>There is something new.</summary>
    public void Request()
    {
        foreach (FanOutSlice slice in _slices)
            slice.Request();
    }
}
