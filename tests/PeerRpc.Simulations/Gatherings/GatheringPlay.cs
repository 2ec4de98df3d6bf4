using PeerRpc.Simulations.Faults;
using PeerRpc.Simulations.Runs;
using PeerRpc.Simulations.Scenes;

namespace PeerRpc.Simulations.Gatherings;

/// <summary>
/// Groups whose members join, leave, send, crash and come back: what is not delivered is told, and at last all know who
/// is a member.
/// </summary>
internal sealed class GatheringPlay : Play
{
    private const int MostAttempts = 3;

    private static readonly TimeSpan LongestLoad = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromMinutes(1);

    // After a connection, and for a broker that was busy for a moment.
    private static readonly TimeSpan Rejoining = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Scene _scene;
    private readonly Gathering _gathering;

    public GatheringPlay(PeerSimulation simulation, SeedOptions options)
        : base(simulation, options)
    {
        _scene = GatheringDraw.Draw(simulation.Random);
        int groups = GatheringDraw.DrawGroups(simulation.Random);
        int ring = GatheringDraw.DrawRing(simulation.Random);
        Prepare(_scene);
        _gathering = new Gathering(simulation, _scene, groups, ring);
    }

    public override int Operations => _gathering.Attendees.Sum(attendee => attendee.Progress.Begun);

    public override IEnumerable<PeerClient> Clients =>
        _gathering.Attendees.Select(attendee => attendee.Client).OfType<PeerClient>();

    // Without a crash of the broker, or an outage beyond the window, nobody forgets a membership.
    private bool MayForget => !_scene.IsMild
        || Faults.Keys.Any(kind => kind is SceneFaultKind.BrokerCrash or SceneFaultKind.BrokerMachineCrash);

    public override async Task RunAsync()
    {
        _gathering.Start();
        await PlayFaultsAsync((_, _) => { });
        // Until then a connection may still be dead without anybody knowing.
        await Simulation.Delay(_scene.DeadAfter * 2);
        IReadOnlyList<Attendee> attendees = _gathering.Attendees;
        if (!await Simulation.UntilAsync(() => attendees.All(attendee => attendee.IsThere), _scene.Aftermath))
        {
            Add("ActorMissing", _gathering.Describe());
            return;
        }
        if (!await Simulation.UntilAsync(() => attendees.All(attendee => attendee.Progress.IsDone), LongestLoad))
            Add("NotEnded", _gathering.Describe());
        await Simulation.Delay(Rejoining);
        await SettleAsync();
        await LookAsync();
    }

    public override void Conclude()
    {
        Add(_gathering.Log.Violations);
        Add(new StayChecker(_gathering.Log, MayForget).Check());
        foreach (Sending sending in _gathering.Log.Sendings.Where(sending => sending.Ended != long.MaxValue))
            Outcomes.Add(sending.Failure?.Code ?? PeerErrorCode.None, sending.Failure?.Executed ?? Executed.Yes);
        if (!_scene.IsMild)
            return;
        foreach (Stay lost in _gathering.Log.Attendances.SelectMany(attendance => attendance.Stays)
            .Where(stay => stay is { IsOver: true, IsLeft: false, Joined: < long.MaxValue }))
            Add("MembershipLost", $"{lost.Attendance}: {lost.Failure?.Message ?? "left by nobody"}");
    }

    protected override IEnumerable<string> DescribeScene() => new[] { $"{_scene}", _gathering.Describe() }
        .Concat(_scene.Actors.Select(actor => $"  {actor}"));

    // One after another, each stays or goes for good.
    private async Task SettleAsync()
    {
        foreach (Attendance attendance in _gathering.Attendances)
        {
            bool stays = Simulation.Random.Next(3) > 0;
            if (!await InsistAsync(() => stays
                ? attendance.JoinAsync(CancellationToken.None)
                : attendance.LeaveAsync()))
                Add("NotSettled", $"{attendance} could not {(stays ? "join" : "leave")}");
        }
    }

    // Where answers take long, a client that waits for one may take a connection for lost that is not.
    private async Task<bool> InsistAsync(Func<Task<bool>> act)
    {
        for (int i = 1; !await act(); i++)
        {
            if (i == MostAttempts)
                return false;
            await Simulation.Delay(Again);
        }
        return true;
    }

    private async Task LookAsync()
    {
        long before = _gathering.Log.Next();
        foreach (Attendance attendance in _gathering.Attendances)
        {
            if (!await InsistAsync(() => attendance.SendAsync(isCall: false))
                || !await InsistAsync(() => attendance.SendAsync(isCall: true)))
                Add("LastSend", $"{attendance} could not send");
        }
        Sending[] last = [.. _gathering.Log.Sendings.Where(sending => sending.Begun > before && sending.IsTaken)];
        if (!await Simulation.UntilAsync(() => FindMissing(last).Count == 0, LongestDelivery))
            Add("LastNote", string.Join("; ", FindMissing(last)));
        if (!await Simulation.UntilAsync(() => _gathering.FindWrongViews().Count == 0, _scene.Aftermath))
            Add("GroupView", string.Join("; ", _gathering.FindWrongViews()));
        foreach (PeerClient client in Clients)
            await CompareAsync(client);
    }

    private List<string> FindMissing(Sending[] last) => [.. _gathering.Attendances
        .Where(attendance => attendance.IsMember)
        .SelectMany(attendance => last
            .Where(sending => sending.Note.Group == attendance.Group && sending.Sender != attendance.PeerId)
            .Except(attendance.Stays[^1].Items.Select(item => item.Sending))
            .Select(sending => $"{attendance} has not got {sending}"))];

    private async Task CompareAsync(PeerClient client)
    {
        foreach (string group in _gathering.Groups)
        {
            IReadOnlyList<PeerInfo> listed = await client.Group(group).ListMembersAsync();
            string[] ids = [.. listed.Select(peer => peer.Id).Order(StringComparer.Ordinal)];
            if (!ids.SequenceEqual(_gathering.MembersOf(group)))
                Add("GroupList", $"{group} is listed as {string.Join(", ", ids)}");
        }
        if (client.Usage.Counts.Faults > 0)
            Add("LinkFault", $"{string.Join(", ", client.PeerIds)}: {client.Usage.Counts.Faults}");
    }
}
