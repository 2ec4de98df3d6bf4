using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker.Groups;
using PeerRpc.Simulations.Scenes;

namespace PeerRpc.Simulations.Gatherings;

/// <summary>A scene of groups as it is played.</summary>
internal sealed class Gathering
{
    private readonly PeerSimulation _simulation;
    private readonly int _ringMessages;
    private int _lastProcess;

    public Gathering(PeerSimulation simulation, Scene scene, int groups, int ringMessages)
    {
        _simulation = simulation;
        _ringMessages = ringMessages;
        Scene = scene;
        Groups = [.. Enumerable.Range(1, groups).Select(number => $"group-{number}")];
        Attendees = [.. scene.Actors.Select(plan => new Attendee(this, plan))];
    }

    public Scene Scene { get; }

    public IReadOnlyList<string> Groups { get; }

    public GatheringLog Log { get; } = new();

    public IReadOnlyList<Attendee> Attendees { get; }

    /// <summary>The processes that run now, in all groups.</summary>
    public IEnumerable<Attendance> Attendances => Attendees.SelectMany(attendee => attendee.Attendances);

    /// <summary>Starts the broker and all nodes.</summary>
    public void Start()
    {
        _simulation.AddBroker(configure: services => Entrance.Configure(
            services, Scene, options => options.GroupRingMessages = _ringMessages));
        foreach (Attendee attendee in Attendees)
            _simulation.AddPeer(attendee.Plan.Node, attendee.RunAsync);
    }

    public int NextProcess() => ++_lastProcess;

    public Random NextRandom() => new(_simulation.Random.Next());

    /// <summary>Who is a member of a group.</summary>
    public IEnumerable<string> MembersOf(string group) => Attendances
        .Where(attendance => attendance.Group == group && attendance.IsMember)
        .Select(attendance => attendance.PeerId).Order(StringComparer.Ordinal);

    /// <summary>What is not seen as it is; empty once all is well.</summary>
    public IReadOnlyList<string> FindWrongViews()
    {
        List<string> wrong = [];
        for (int i = 0; i < Groups.Count; i++)
        {
            string[] members = [.. MembersOf(Groups[i])];
            foreach (Attendee attendee in Attendees)
            {
                if (attendee.Views[i].Members?.SequenceEqual(members) != true)
                    wrong.Add($"{attendee.Plan.Node} sees {Join(attendee.Views[i].Members)} in {Groups[i]}");
            }
        }
        int count = ((SimulatedBroker)_simulation.Node("broker")).Services.GetRequiredService<GroupTable>().MemberCount;
        if (count != Attendances.Count(attendance => attendance.IsMember))
            wrong.Add($"the broker has {count} memberships");
        return wrong.Count == 0
            ? wrong
            : [.. wrong, .. Groups.Select(group => $"{group} has {Join(MembersOf(group))}")];
    }

    /// <summary>How far everybody has got, for people.</summary>
    public string Describe() => string.Join("; ", Attendees.Select(attendee =>
        $"{attendee.Plan.Node} is {attendee.Client?.ConnectionState}, has begun {attendee.Progress.Begun} turns and is "
            + $"{(attendee.Progress.IsDone ? "" : "not ")}done"));

    private static string Join(IEnumerable<string>? ids) => ids is null ? "nothing" : $"[{string.Join(", ", ids)}]";
}
