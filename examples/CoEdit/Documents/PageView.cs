namespace CoEdit.Documents;

/// <summary>One open page of a document: what it has perhaps not seen yet. Guarded by the document.</summary>
/// <remarks>
/// The page and the document each go ahead and tell the other. Each counts what it has taken of the other and says so
/// with all that it sends. So whoever gets a change knows which of its own the other had not seen then, and makes the
/// change fit them; what the document inserts stands before what the page inserts at the same place. No keystroke waits
/// for an answer, and after the last one both have the same text.
/// </remarks>
/// <param name="send">Sends to the page, in order; must not block.</param>
internal sealed class PageView(Action<object> send)
{
    private readonly List<TextOperation> _unseen = [];
    private int _seen;
    private int _taken;

    /// <summary>Sends something that does not depend on the text.</summary>
    public void Send(object message) => send(message);

    /// <summary>Sends places in the text as it is now.</summary>
    public void Send(IEnumerable<object> people) => send(new { type = "people", taken = _taken, people });

    /// <summary>Tells the page of changes that are not its own; without any, that its edit has been taken.</summary>
    /// <param name="changes">The changes, one after another.</param>
    /// <param name="by">Whose; null for this person's own.</param>
    /// <param name="caret">Where the page is to put its caret then; null for where it is.</param>
    public void Show(IReadOnlyList<TextOperation> changes, string? by = null, int? caret = null)
    {
        _unseen.AddRange(changes);
        send(new { type = "change", taken = _taken, changes, by, caret });
    }

    /// <summary>Makes an edit of the page fit the text as it is now.</summary>
    public TextOperation Take(TextOperation edit)
    {
        for (int i = 0; i < _unseen.Count; i++)
            (edit, _unseen[i]) = (edit.After(_unseen[i], isFirst: false), _unseen[i].After(edit, isFirst: true));
        _taken++;
        return edit;
    }

    /// <summary>Where a place of the page's text is in the text as it is now.</summary>
    public int Find(int index) => _unseen.Aggregate(int.Max(0, index), (at, change) => change.Move(at));

    /// <summary>The page has seen so many changes.</summary>
    public void Forget(int seen)
    {
        _unseen.RemoveRange(0, int.Clamp(seen - _seen, 0, _unseen.Count));
        _seen = int.Max(_seen, seen);
    }
}
