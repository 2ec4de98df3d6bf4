using PeerRpc.Simulations.Contracts;
using PeerRpc.Simulations.Load;
using PeerRpc.Simulations.Scenes;

namespace PeerRpc.Simulations.Gatherings;

/// <summary>A node of a scene: what each of its processes does in groups.</summary>
internal sealed class Attendee(Gathering gathering, ActorPlan plan) : INotices
{
    private readonly List<Attendance> _attendances = [];
    private readonly List<MemberView> _views = [];

    public Gathering Gathering => gathering;

    public ActorPlan Plan => plan;

    public LoadProgress Progress { get; } = new(gathering.Scene.Operations);

    /// <summary>The client of the process that runs now; null while it is not ready.</summary>
    public PeerClient? Client { get; private set; }

    /// <summary>Whether it is connected, and has its id.</summary>
    public bool IsThere => Client is { ConnectionState: PeerConnectionState.Connected, PeerIds.Count: > 0 };

    /// <summary>The number of the process that runs now.</summary>
    public int Process { get; private set; }

    /// <summary>The process that runs now, in each group.</summary>
    public IReadOnlyList<Attendance> Attendances => _attendances;

    /// <summary>What it sees of each group.</summary>
    public IReadOnlyList<MemberView> Views => _views;

    /// <summary>What each start of the node runs.</summary>
    public async Task RunAsync(SimulatedPeer node)
    {
        Client = null;
        Progress.Forget();
        _attendances.Clear();
        _views.Clear();
        Process = gathering.NextProcess();
        Random random = gathering.NextRandom();
        PeerClient client = await Entrance.EnterAsync(
            node, plan, gathering.Scene, entered => entered.RegisterController<INotices>(this));
        foreach (string group in gathering.Groups)
        {
            var view = new MemberView(gathering.Log, $"{plan.Node}, process {Process}, {group}");
            _views.Add(view);
            _ = view.RunAsync(client.Group(group));
            _attendances.Add(new Attendance(this, client, group, random, node.Time));
        }
        Client = client;
        await Task.WhenAll([.. _attendances.Select(attendance => AttendAsync(attendance, random, node.Time))]);
    }

    Task INotices.Tell(Note note)
    {
        _attendances.FirstOrDefault(attendance => attendance.Group == note.Group)
            ?.Take(PeerCall.Current!.CallerId, note);
        return Task.CompletedTask;
    }

    private async Task AttendAsync(Attendance attendance, Random random, TimeProvider time)
    {
        await attendance.JoinAsync(CancellationToken.None);
        while (Progress.TryBegin())
        {
            await Task.Delay(gathering.Scene.LongestPause * random.NextDouble(), time);
            await attendance.ActAsync();
            Progress.End();
        }
    }
}
