using PeerRpc.SharedText.Tests.Documents;
using SharedText;
using SharedText.Mirrors;

namespace PeerRpc.SharedText.Tests.Mirrors;

/// <summary>A document, somebody who edits it elsewhere, and a mirror at the other end of two slow pipes.</summary>
internal sealed class MirroredPair
{
    private readonly SharedDocument _document = Replicas.Of(1);
    private readonly SharedDocument _elsewhere = Replicas.Of(2);
    private readonly TextMirror _documentEnd = new(isFirst: true);
    private readonly TextMirror _mirrorEnd = new(isFirst: false);
    private readonly Queue<(int Taken, TextOperation? Change)> _toMirror = [];
    private readonly Queue<(int Taken, TextOperation? Change)> _toDocument = [];

    public string Document => _document.ToString();

    public string Mirror { get; private set; } = "";

    public void Step(Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                TextOperation change = RandomChanges.Next(random, Mirror.Length);
                Mirror = change.ApplyTo(Mirror);
                _mirrorEnd.Send(change);
                _toDocument.Enqueue((_mirrorEnd.Taken, change));
                break;
            case 1:
                EditElsewhere(random);
                break;
            case 2:
                foreach (TextChange undone in (random.Next(2) == 0 ? _document.Undo() : _document.Redo())?.Changes ?? [])
                    Tell(undone);
                break;
            case 3: // that it has taken something, and nothing else
                _toDocument.Enqueue((_mirrorEnd.Taken, null));
                break;
            case 4:
                DeliverToDocument();
                break;
            case 5:
                DeliverToMirror();
                break;
        }
    }

    public void Settle()
    {
        while (_toDocument.Count > 0)
            DeliverToDocument();
        while (_toMirror.Count > 0)
            DeliverToMirror();
    }

    // Whoever it is has got what the document has, or not yet.
    private void EditElsewhere(Random random)
    {
        if (random.Next(2) == 0)
            _elsewhere.Apply(_document.UpdateSince(_elsewhere.State));
        int at = random.Next(_elsewhere.Length + 1);
        byte[] update = _elsewhere.Replace(
            at, random.Next(_elsewhere.Length - at + 1), new string((char)random.Next('u', 'z'), random.Next(4)));
        foreach (TextChange change in _document.Apply(update))
            Tell(change);
    }

    private void Tell(TextChange change)
    {
        TextOperation told = TextOperation.Of(change);
        _documentEnd.Send(told);
        _toMirror.Enqueue((_documentEnd.Taken, told));
    }

    private void DeliverToDocument()
    {
        if (!_toDocument.TryDequeue(out (int Taken, TextOperation? Change) message))
            return;
        _documentEnd.Acknowledge(message.Taken);
        if (message.Change is { } change)
            _documentEnd.Take(change).ApplyTo(_document);
        _toMirror.Enqueue((_documentEnd.Taken, null));
    }

    private void DeliverToMirror()
    {
        if (!_toMirror.TryDequeue(out (int Taken, TextOperation? Change) message))
            return;
        _mirrorEnd.Acknowledge(message.Taken);
        if (message.Change is { } change)
            Mirror = _mirrorEnd.Take(change).ApplyTo(Mirror);
    }
}
