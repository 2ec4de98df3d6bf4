namespace SharedText.Mirrors;

/// <summary>One end of two copies of a text, each edited without waiting for the other.</summary>
/// <remarks>
/// <para>
/// Whoever shows a document in another process, such as a page in a browser, keeps its text there and nothing else.
/// The two ends each go ahead and tell the other what they have changed. Each counts what it has taken of the other
/// (<see cref="Taken"/>) and says so with all that it sends. So whoever gets a change knows which of its own the other
/// had not seen then, and makes the change fit them. No keystroke waits for an answer, and when all that was sent has
/// been taken, both have the same text.
/// </para>
/// <para>
/// What one end sends has to come to the other one once and in order. Not thread-safe: one caller at a time for a
/// document and all its mirrors.
/// </para>
/// </remarks>
/// <param name="isFirst">
/// Whether, of two texts inserted at one place, this end's stands first. At one of the two ends it does.
/// </param>
public sealed class TextMirror(bool isFirst)
{
    private readonly List<TextOperation> _unseen = [];
    private int _seen;

    /// <summary>How many changes of the other end have been taken here.</summary>
    public int Taken { get; private set; }

    /// <summary>Notes what this end has changed, and is about to tell the other one.</summary>
    public void Send(TextOperation change) => _unseen.Add(change);

    /// <summary>Notes that the other end had taken so many of this one's changes when it sent what has come now.</summary>
    public void Acknowledge(int seen)
    {
        _unseen.RemoveRange(0, int.Clamp(seen - _seen, 0, _unseen.Count));
        _seen = int.Max(_seen, seen);
    }

    /// <summary>Makes a change of the other end fit the text as it is here. It is to be made here then.</summary>
    public TextOperation Take(TextOperation change)
    {
        ArgumentNullException.ThrowIfNull(change);
        for (int i = 0; i < _unseen.Count; i++)
            (change, _unseen[i]) = (change.After(_unseen[i], !isFirst), _unseen[i].After(change, isFirst));
        Taken++;
        return change;
    }

    /// <summary>Where a place of the other end's text is in the text as it is here.</summary>
    public int Find(int index) => _unseen.Aggregate(int.Max(0, index), static (at, change) => change.Move(at));
}
