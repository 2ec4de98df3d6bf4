namespace PeerRpc.Simulations.Gatherings;

/// <summary>A part of a membership in which it is known how much was missed.</summary>
/// <param name="Since">When it had begun for sure.</param>
/// <param name="NotBefore">When it had not begun for sure.</param>
/// <param name="IsForgotten">Whether it began because nobody knows what was missed before it.</param>
/// <param name="Items">What came.</param>
internal sealed record StayPart(long Since, long NotBefore, bool IsForgotten, IReadOnlyList<StayItem> Items)
{
    /// <summary>How many messages were missed.</summary>
    public long Missed { get; } = Items.Sum(item => item.Missed ?? 0);

    // The latest message that has come in it was sent then.
    private readonly long _reached = Items.Max(item => item.Sending?.Begun) ?? 0;

    private readonly long _until = Items.Count > 0 ? Items[^1].At : NotBefore;

    /// <summary>The parts of a membership.</summary>
    public static IEnumerable<StayPart> Of(Stay stay)
    {
        (long since, long notBefore, bool isForgotten) = (stay.Joined, stay.Asked, false);
        List<StayItem> items = [];
        foreach (StayItem item in stay.Items)
        {
            if (item is { Sending: null, Missed: null })
            {
                var part = new StayPart(since, notBefore, isForgotten, items);
                yield return part;
                (since, notBefore, isForgotten) = (item.At, part._until, true);
                items = [];
            }
            else
            {
                items.Add(item);
            }
        }
        yield return new StayPart(since, notBefore, isForgotten, items);
    }

    /// <summary>Whether the broker took a message in it for sure, and before another one that has come.</summary>
    public bool HasCertainly(Sending sending) =>
        sending.IsTaken && sending.Begun > Since && sending.Ended < _reached;

    public override string ToString() =>
        $"since {Since} (asked at {NotBefore}): " + string.Join(", ", Items.Select(item => item.Sending is { } got
            ? $"{got.Note.Process}.{got.Note.Number} ({got.Begun} to {got.Ended}) at {item.At}"
            : $"{item.Missed} missed at {item.At}"));

    /// <summary>Whether the broker may have taken a message in it, before what came last.</summary>
    public bool MayHave(Sending sending) => sending.Begun < _until && sending.Ended > NotBefore;
}
