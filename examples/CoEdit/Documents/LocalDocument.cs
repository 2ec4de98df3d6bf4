using CoEdit.Contracts;
using SharedText;
using SharedText.Mirrors;

namespace CoEdit.Documents;

/// <summary>A document on this peer's disk, and the pages that show it. For any thread.</summary>
/// <remarks>
/// Every change is written to the journal before anybody is told of it: what a page has sent survives the page and this
/// process. While the disk takes nothing the document goes on in memory, and the pages say so. Nothing here knows of the
/// network.
/// </remarks>
internal sealed class LocalDocument : IDisposable
{
    public const string Extension = ".coedit";

    // Who pauses for so long begins another step of undo.
    private static readonly TimeSpan UndoPause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new(); // guards what follows; held while others are told, to keep order
    private readonly DocumentJournal _journal;
    private readonly SharedDocument _document;
    private readonly List<PageView> _pages = [];
    private readonly Dictionary<string, Caret?> _carets = [];
    private IReadOnlyList<Person> _people = [];
    private long _editedAt;

    /// <exception cref="IOException">The file cannot be read, or is open already.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public LocalDocument(DocumentName name, string folder)
    {
        Name = name;
        _journal = DocumentJournal.Open(Path.Combine(folder, name.Key + Extension), ReplicaId.Create(), out _document);
    }

    public DocumentName Name { get; }

    /// <summary>Where this person writes; null without a page.</summary>
    public Caret? Caret { get; private set; }

    /// <summary>Told of this person's edits, and where the caret is then. Must not block.</summary>
    public Action<byte[], Caret?> OnEdited { get; set; } = (_, _) => { };

    /// <summary>Told where the caret is. Must not block.</summary>
    public Action<Caret?> OnMoved { get; set; } = _ => { };

    /// <summary>Shows the document in a page from now on.</summary>
    /// <param name="send">Sends to the page, in order; must not block.</param>
    public PageView Open(Action<object> send)
    {
        lock (_gate)
        {
            var page = new PageView(this, send);
            _pages.Add(page);
            page.Send(new { type = "text", document = Name.Text, text = _document.ToString() });
            page.Send(Describe());
            page.Send(Trouble);
            return page;
        }
    }

    /// <summary>A page shows it no more.</summary>
    public void Close(PageView page)
    {
        lock (_gate)
        {
            if (_pages.Remove(page) && _pages.Count == 0)
                OnMoved(Caret = null);
        }
    }

    /// <summary>Does what a page asks for.</summary>
    /// <exception cref="ArgumentException">An edit does not fit the text.</exception>
    public void Handle(PageView page, PageMessage message)
    {
        // What it says of the document before, until it has got the one that it has asked for, is not of this one.
        if (message.Document != Name.Text)
            return;
        lock (_gate)
        {
            page.Mirror.Acknowledge(message.Seen);
            if (message is { Type: "edit", Change: { } change })
                Edit(page, message, page.Mirror.Take(new TextOperation(change)));
            else if (message.Type is "undo" or "redo")
                Undo(page, message.Type == "undo" ? _document.Undo() : _document.Redo());
            else if (message.Type == "caret")
                OnMoved(Caret = CaretOf(page, message));
        }
    }

    /// <summary>Takes what others have edited.</summary>
    /// <param name="update">The edits.</param>
    /// <param name="by">Who is writing now; null if it was some time ago.</param>
    /// <returns>Whether there was anything new, and whether something that comes before it is missing.</returns>
    /// <exception cref="InvalidUpdateException">It cannot be read; nothing has changed.</exception>
    public (bool IsNew, bool HasGaps) Merge(byte[] update, string? by)
    {
        lock (_gate)
        {
            StateVector before = _document.State;
            TextOperation[] changes = [.. _document.Apply(update).Select(TextOperation.Of)];
            bool isNew = !before.Covers(_document.State);
            if (isNew || _document.HasGaps)
                Keep(update);
            if (changes.Length > 0)
                _pages.ForEach(page => page.Show(changes, by));
            return (isNew, _document.HasGaps);
        }
    }

    /// <summary>What is here.</summary>
    public byte[] GetState()
    {
        lock (_gate)
            return _document.State.ToBytes();
    }

    /// <summary>Whether something is missing here that somebody has who is so far.</summary>
    /// <exception cref="ArgumentException">It is no state.</exception>
    public bool IsBehind(byte[] state)
    {
        lock (_gate)
            return !_document.State.Covers(Read(state));
    }

    /// <summary>Gives what somebody lacks who is so far.</summary>
    /// <exception cref="ArgumentException">It is no state.</exception>
    public byte[] Since(byte[] state)
    {
        lock (_gate)
            return _document.UpdateSince(Read(state));
    }

    /// <summary>Shows who else has the document.</summary>
    public void Show(IReadOnlyList<Person> people)
    {
        lock (_gate)
        {
            _people = people;
            foreach (string gone in _carets.Keys.Except(people.Select(person => person.Name)).ToArray())
                _carets.Remove(gone);
            TellPages();
        }
    }

    /// <summary>Shows where somebody else writes.</summary>
    public void Show(string name, Caret? caret)
    {
        lock (_gate)
        {
            _carets[name] = caret;
            TellPages();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            try
            {
                _journal.Dispose();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"* The last changes to {Name.Text} are not on the disk: {error.Message}");
            }
        }
    }

    private static StateVector Read(byte[] state) => StateVector.TryRead(state, out StateVector? read)
        ? read
        : throw new ArgumentException("This is not the state of a document.", nameof(state));

    private void Edit(PageView page, PageMessage message, TextOperation change)
    {
        if (TimeProvider.System.GetElapsedTime(_editedAt) > UndoPause)
            _document.EndUndoStep();
        _editedAt = TimeProvider.System.GetTimestamp();
        byte[] update = change.ApplyTo(_document);
        Caret = CaretOf(page, message);
        Publish(update, [change], author: page);
    }

    // What others have undone meanwhile may leave nothing to change. The page goes where something has changed.
    private void Undo(PageView page, UndoResult? done)
    {
        if (done is null)
            return;
        Publish(done.Update, [.. done.Changes.Select(TextOperation.Of)], author: null);
        if (done.Changes is [.., var last])
            page.Show([], caret: last.Index + last.Inserted.Length);
    }

    // The page whose edit it was has it already.
    private void Publish(byte[] update, IReadOnlyList<TextOperation> changes, PageView? author)
    {
        Keep(update);
        _pages.ForEach(page => page.Show(page == author ? [] : changes));
        OnEdited(update, Caret);
    }

    private void Keep(byte[] update)
    {
        bool wasKept = _journal.AppendError is null;
        if (_journal.TryAppend(update) != wasKept)
            _pages.ForEach(page => page.Send(Trouble));
    }

    // At the character before it: what somebody else inserts there comes behind it.
    private Caret CaretOf(PageView page, PageMessage message)
    {
        return new Caret(Anchor(message.Anchor), Anchor(message.Head));

        byte[] Anchor(int index) =>
            _document.AnchorAt(int.Min(page.Mirror.Find(index), _document.Length), AnchorSide.Before).ToBytes();
    }

    private void TellPages() => _pages.ForEach(page => page.Send(Describe()));

    private object Trouble => new
    {
        type = "trouble",
        words = _journal.AppendError is { } error
            ? $"Changes are not saved now: {error.Message} They are in memory, and saved with the next one that can be."
            : "",
    };

    private IEnumerable<object> Describe()
    {
        return [.. _people.Select(person => new
        {
            person.Name,
            person.IsHere,
            anchor = IndexOf(_carets.GetValueOrDefault(person.Name)?.Anchor),
            head = IndexOf(_carets.GetValueOrDefault(person.Name)?.Head),
        })];

        int IndexOf(byte[]? anchor) =>
            anchor is not null && TextAnchor.TryRead(anchor, out TextAnchor place) ? _document.IndexOf(place) : -1;
    }
}
