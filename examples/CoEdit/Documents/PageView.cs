using SharedText.Mirrors;

namespace CoEdit.Documents;

/// <summary>
/// One open page of a document, which keeps a mirror of the text. <see cref="Handle"/> and <see cref="Close"/> are for
/// whoever has opened it, the rest is the document's, and guarded by it.
/// </summary>
/// <param name="document">The document.</param>
/// <param name="send">Sends to the page, in order; must not block.</param>
internal sealed class PageView(LocalDocument document, Action<object> send)
{
    /// <summary>What the page has perhaps not seen yet.</summary>
    public TextMirror Mirror { get; } = new(isFirst: true);

    /// <summary>Does what the page asks for.</summary>
    /// <exception cref="ArgumentException">An edit does not fit the text.</exception>
    public void Handle(PageMessage message) => document.Handle(this, message);

    /// <summary>The page shows the document no more.</summary>
    public void Close() => document.Close(this);

    /// <summary>Sends something that does not depend on the text.</summary>
    public void Send(object message) => send(message);

    /// <summary>Sends places in the text as it is now.</summary>
    public void Send(IEnumerable<object> people) => send(new { type = "people", taken = Mirror.Taken, people });

    /// <summary>Tells the page of changes that are not its own; without any, that its edit has been taken.</summary>
    /// <param name="changes">The changes, one after another.</param>
    /// <param name="by">Whose; null for this person's own.</param>
    /// <param name="caret">Where the page is to put its caret then; null for where it is.</param>
    public void Show(IReadOnlyList<TextOperation> changes, string? by = null, int? caret = null)
    {
        foreach (TextOperation change in changes)
            Mirror.Send(change);
        send(new { type = "change", taken = Mirror.Taken, changes, by, caret });
    }
}
