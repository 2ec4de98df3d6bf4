using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Gatherings;

/// <summary>A process in one group: joins, leaves, sends, and keeps what it gets.</summary>
internal sealed class Attendance
{
    private const string Topic = "notes";
    private const int MostAtOnce = 4;
    private const int MostBytes = 3_000;
    private const int LongestPatience = 300;

    private readonly PeerGroup _group;
    private readonly PeerTopic<Note> _topic;
    private readonly INotices _notices;
    private readonly Random _random;
    private readonly TimeProvider _time;
    private readonly List<Stay> _stays = [];
    private int _last;

    /// <param name="attendee">Whose process it is.</param>
    /// <param name="client">Its client.</param>
    /// <param name="group">The group.</param>
    /// <param name="random">What it draws.</param>
    /// <param name="time">Its clock.</param>
    public Attendance(Attendee attendee, PeerClient client, string group, Random random, TimeProvider time)
    {
        Log = attendee.Gathering.Log;
        PeerId = attendee.Plan.PeerIds.Single();
        Process = attendee.Process;
        Group = group;
        _random = random;
        _time = time;
        // Got once, and used behind every leaving.
        _group = client.Group(group);
        _topic = _group.Topic<Note>(Topic);
        _notices = _group.Controller<INotices>();
        Log.Attendances.Add(this);
    }

    public GatheringLog Log { get; }

    public string PeerId { get; }

    public int Process { get; }

    public string Group { get; }

    /// <summary>Its memberships, one after another.</summary>
    public IReadOnlyList<Stay> Stays => _stays;

    /// <summary>Whether it is a member.</summary>
    public bool IsMember => Current is { Joined: < long.MaxValue };

    private Stay? Current => _stays is [.., { IsOver: false } last] ? last : null;

    /// <summary>Does something.</summary>
    public Task ActAsync() => _random.Next(24) switch
    {
        < 17 => SendSomeAsync(),
        < 19 => JoinAsync(CancellationToken.None),
        19 => JoinTwiceAsync(),
        20 => JoinImpatientlyAsync(),
        < 23 => LeaveAsync(),
        _ => LeaveTwiceAsync(),
    };

    /// <summary>Becomes a member; does nothing if it is one.</summary>
    /// <returns>Whether it is one.</returns>
    public async Task<bool> JoinAsync(CancellationToken cancellationToken)
    {
        Stay stay = Current ?? Begin();
        try
        {
            await _group.JoinAsync(cancellationToken);
        }
        catch (PeerRpcException)
        {
            // The broker is away or busy, which only matters at the end.
            return false;
        }
        if (stay.Joined == long.MaxValue)
            stay.Joined = Log.Next();
        return true;
    }

    /// <summary>Ends its membership; does nothing if there is none.</summary>
    /// <returns>Whether the broker knows.</returns>
    public async Task<bool> LeaveAsync()
    {
        if (Current is { } stay)
            stay.IsLeft = true;
        try
        {
            await _group.LeaveAsync();
            return true;
        }
        catch (PeerRpcException)
        {
            // The broker is away; who leaves again tells it.
            return false;
        }
    }

    /// <summary>Tells the group something.</summary>
    /// <returns>Whether the broker has taken it.</returns>
    public async Task<bool> SendAsync(bool isCall)
    {
        Note note = Note.Create(Group, Process, ++_last, _random.Next(MostBytes));
        Sending sending = Log.Begin(note, PeerId, isCall);
        PeerRpcException? failure = null;
        try
        {
            await (isCall ? _notices.Tell(note) : _topic.PublishAsync(note));
        }
        catch (PeerRpcException error)
        {
            failure = error;
        }
        sending.End(Log.Next(), failure);
        return failure is null;
    }

    /// <summary>Takes what has come by a call.</summary>
    public void Take(string? sender, Note note) => _stays.LastOrDefault()?.Take(sender, note, isCall: true);

    public override string ToString() => $"{PeerId} (process {Process}) in {Group}";

    private Stay Begin()
    {
        var stay = new Stay(this, Log.Next());
        _stays.Add(stay);
        _group.Gaps.Subscribe(stay);
        _topic.Subscribe(stay);
        return stay;
    }

    // At once, so that they follow one another closely.
    private Task<bool[]> SendSomeAsync() => Task.WhenAll(
        [.. Enumerable.Range(0, 1 + _random.Next(MostAtOnce)).Select(_ => SendAsync(_random.Next(2) == 0))]);

    // The first gives up, and that must not be the other one's end.
    private async Task JoinTwiceAsync()
    {
        using var stop = new CancellationTokenSource(Patience(), _time);
        Task<bool> first = JoinAsync(stop.Token);
        Task<bool> second = JoinAsync(CancellationToken.None);
        try
        {
            await first;
        }
        catch (OperationCanceledException)
        {
            // It was meant to be.
        }
        try
        {
            await second;
        }
        catch (OperationCanceledException)
        {
            Log.Add("JoinOfAnother", $"{this} was not joined, because somebody else has given up");
        }
    }

    private async Task JoinImpatientlyAsync()
    {
        using var stop = new CancellationTokenSource(Patience(), _time);
        try
        {
            await JoinAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // It was meant to be; what is subscribed to waits for the next time.
        }
    }

    private async Task LeaveTwiceAsync()
    {
        Task<bool> first = LeaveAsync();
        await LeaveAsync();
        await first;
    }

    private TimeSpan Patience() => TimeSpan.FromMilliseconds(_random.Next(LongestPatience));
}
