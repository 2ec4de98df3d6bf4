using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Gatherings;

/// <summary>One membership, from joining until it is over, as the member sees it.</summary>
/// <param name="attendance">Whose it is.</param>
/// <param name="asked">When it was asked for.</param>
internal sealed class Stay(Attendance attendance, long asked)
    : IObserver<PeerGroupGap>, IObserver<PeerTopicMessage<Note>>
{
    private readonly List<StayItem> _items = [];

    public Attendance Attendance => attendance;

    public long Asked => asked;

    /// <summary>When it was known to have begun; never, as long as it is not.</summary>
    public long Joined { get; set; } = long.MaxValue;

    /// <summary>Whether it has been left, by its member.</summary>
    public bool IsLeft { get; set; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>With what it has ended; null if it was left, or is not over.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>What came, in its order.</summary>
    public IReadOnlyList<StayItem> Items => _items;

    /// <summary>A message has come.</summary>
    public void Take(string? sender, Note note, bool isCall)
    {
        if (attendance.Log.Find(attendance, sender, note, isCall) is { } sending)
            _items.Add(new StayItem(attendance.Log.Next(), sending, null));
    }

    void IObserver<PeerGroupGap>.OnNext(PeerGroupGap value) =>
        _items.Add(new StayItem(attendance.Log.Next(), null, value.Missed));

    void IObserver<PeerGroupGap>.OnCompleted() => IsOver = true;

    void IObserver<PeerGroupGap>.OnError(Exception error)
    {
        IsOver = true;
        Failure = error;
    }

    void IObserver<PeerTopicMessage<Note>>.OnNext(PeerTopicMessage<Note> value) =>
        Take(value.SenderId, value.Value, isCall: false);

    void IObserver<PeerTopicMessage<Note>>.OnCompleted()
    {
    }

    void IObserver<PeerTopicMessage<Note>>.OnError(Exception error)
    {
    }
}
