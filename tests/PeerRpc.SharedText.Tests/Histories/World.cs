using PeerRpc.SharedText.Tests.Model;
using SharedText;

namespace PeerRpc.SharedText.Tests.Histories;

/// <summary>Five peers that edit one document, and everything that is checked while they do.</summary>
/// <remarks>
/// After every step the peer that it was about shows the same text as the slow model that knows the same operations,
/// and as a view that follows the reported changes. Each edit's update has the operations that the model makes.
/// </remarks>
internal sealed class World
{
    private const int Peers = 5;

    // Ids that are in no order.
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private static readonly string[] Texts = ["a", "bc", "xyz", "\U0001F600", "Hello ", "\uD83D", "\r\n", "ä€"];

    private readonly Dictionary<ModelId, ModelOperation> _made = [];
    private readonly List<KeptAnchor> _anchors = [];
    private readonly Peer[] _peers;
    private ulong _replicas;

    public World() => _peers = [.. Enumerable.Range(0, Peers).Select(_ => new Peer(NewReplica()))];

    public void Run(Step step)
    {
        Peer peer = _peers[step.Peer];
        switch (step.Kind)
        {
            case StepKind.Type:
                peer.Caret = step.A % 3 == 0 ? step.A % (peer.Document.Length + 1) : peer.Caret;
                for (int i = 0; i <= step.B % 5; i++)
                    Replace(peer, peer.Caret, 0, ((char)('a' + ((step.A + i) % 26))).ToString());
                break;
            case StepKind.Insert:
                Replace(peer, step.A % (peer.Document.Length + 1), 0, Texts[step.B % Texts.Length]);
                break;
            case StepKind.Backspace:
                for (int i = 0; i <= step.B % 4 && peer.Caret > 0; i++)
                    Replace(peer, peer.Caret - 1, 1, "");
                break;
            case StepKind.Delete:
                Cut(peer, step.A % (peer.Document.Length + 1), step.B % 12, "");
                break;
            case StepKind.Replace:
                Cut(peer, step.A % (peer.Document.Length + 1), step.B % 6, Texts[step.B % Texts.Length]);
                break;
            case StepKind.DeleteStart:
                Cut(peer, 0, step.B % 20, "");
                break;
            case StepKind.Undo:
                Take(peer, peer.Document.Undo());
                break;
            case StepKind.Redo:
                Take(peer, peer.Document.Redo());
                break;
            case StepKind.Pause:
                peer.Document.EndUndoStep();
                break;
            case StepKind.Anchor:
                _anchors.Add(KeptAnchor.At(peer, step.A % (peer.Document.Length + 1), step.B % 2 == 0));
                break;
            case StepKind.Deliver or StepKind.DeliverTwice:
                Deliver(peer, step);
                break;
            case StepKind.Exchange:
                Exchange(peer, _peers[step.A % Peers]);
                break;
            case StepKind.GoOfflineOrReturn:
                peer.IsOffline = !peer.IsOffline;
                peer.Inbox.Clear();
                break;
            case StepKind.Reopen:
                Reopen(peer, isCompacted: step.A % 2 == 0);
                break;
            default:
                throw new InvalidOperationException($"Nobody says what {step.Kind} does.");
        }
        Check(peer);
    }

    /// <summary>Everybody meets everybody; then there is one text, and nothing is missing.</summary>
    public void Settle()
    {
        foreach (Peer peer in _peers)
            peer.IsOffline = false;
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < Peers; i++)
                Exchange(_peers[i], _peers[(i + 1) % Peers]);
        }
        foreach (Peer peer in _peers)
        {
            Exchange(peer, _peers[0]);
            Check(peer);
            Assert.False(peer.Document.HasGaps);
            Assert.Equal(_peers[0].Document.State, peer.Document.State);
            Assert.Equal(_peers[0].Document.ToString(), peer.Document.ToString());
            Assert.Equal(_made.Count, peer.Model.Known.Count);
        }
        var late = new SharedDocument(NewReplica());
        late.Apply(_peers[^1].Document.UpdateSince(StateVector.Empty));
        Assert.Equal(_peers[0].Document.ToString(), late.ToString());
        Assert.Equal(_peers[0].Document.State, late.State);
    }

    private ReplicaId NewReplica() => new(++_replicas * Spread);

    private void Cut(Peer peer, int index, int length, string text) =>
        Replace(peer, index, int.Min(length, peer.Document.Length - index), text);

    private void Replace(Peer peer, int index, int length, string text)
    {
        string expected = peer.View.Remove(index, length).Insert(index, text);
        string before = peer.View;
        byte[] update = peer.Document.Replace(index, length, text);
        (index, length, text) = Widen(before, index, length, text);
        // The model names what is deleted, and makes the insertion; the library must have made the same operations.
        List<ModelId> targets = peer.Model.Characters(index, length);
        List<ModelOperation> operations = ModelReader.Read(update);
        List<ModelOperation> made = peer.Model.Insert(peer.Document.Replica.Value, index, text);
        ModelId[] deleted = [.. operations.OfType<ModelDeletion>().Select(deletion => deletion.Target)];
        Assert.Equal(targets.ToHashSet(), deleted.ToHashSet());
        made.AddRange(peer.Model.Delete(peer.Document.Replica.Value, deleted));
        Assert.Equal(made, operations);
        Keep(peer, update, operations);
        peer.View = expected;
        peer.Caret = index + text.Length;
    }

    // Whoever cuts a pair in two replaces all of it.
    private static (int Index, int Length, string Text) Widen(string view, int index, int length, string text)
    {
        int end = index + length;
        if (length == 0 && text.Length == 0)
            return (index, length, text);
        bool cutsEnd = end > 0 && end < view.Length && char.IsSurrogatePair(view, end - 1);
        bool cutsStart = index > 0 && index < view.Length && char.IsSurrogatePair(view, index - 1);
        if (cutsEnd)
            (length, text) = (length + 1, text + view[end]);
        if (cutsStart)
            (index, length, text) = (index - 1, length + 1, view[index - 1] + text);
        return (index, length, text);
    }

    private void Take(Peer peer, UndoResult? result)
    {
        if (result is null)
            return;
        List<ModelOperation> operations = ModelReader.Read(result.Update);
        // Neither undoing nor redoing takes away what others have written.
        Assert.All(operations.OfType<ModelDeletion>(), deletion =>
            Assert.Equal(peer.Document.Replica.Value, deletion.Target.Replica));
        Keep(peer, result.Update, operations);
        peer.Model.Merge(operations);
        peer.Show(result.Changes);
    }

    private void Keep(Peer peer, byte[] update, List<ModelOperation> operations)
    {
        foreach (ModelOperation operation in operations)
            _made.Add(operation.Id, operation);
        peer.Journal.Add(update);
        foreach (Peer other in _peers.Where(other => other != peer && !other.IsOffline && !peer.IsOffline))
            other.Inbox.Add(update);
    }

    private void Deliver(Peer peer, Step step)
    {
        if (peer.Inbox.Count == 0)
            return;
        int place = step.A % peer.Inbox.Count;
        Apply(peer, peer.Inbox[place]);
        if (step.Kind == StepKind.Deliver)
            peer.Inbox.RemoveAt(place);
    }

    private void Exchange(Peer one, Peer other)
    {
        if (one == other || one.IsOffline || other.IsOffline)
            return;
        Assert.True(StateVector.TryRead(one.Document.State.ToBytes(), out StateVector? state));
        byte[] lacking = other.Document.UpdateSince(state);
        Apply(other, one.Document.UpdateSince(other.Document.State));
        Apply(one, lacking);
        Assert.True(one.Document.State.Covers(state));
        Check(other);
    }

    private void Apply(Peer peer, byte[] update)
    {
        peer.Show(peer.Document.Apply(update));
        peer.Journal.Add(update);
        Follow(peer);
    }

    // The model gets what the document has, one by one.
    private void Follow(Peer peer)
    {
        StateVector state = peer.Document.State;
        var news = new List<ModelOperation>();
        for (ulong i = 1; i <= _replicas; i++)
        {
            ulong replica = i * Spread;
            for (int clock = peer.Model.NextOf(replica); clock < state.ClockOf(replica); clock++)
                news.Add(_made[new ModelId(replica, clock)]);
        }
        peer.Model.Merge(news);
    }

    private void Reopen(Peer peer, bool isCompacted)
    {
        SharedDocument old = peer.Document;
        var opened = new SharedDocument(NewReplica());
        byte[][] updates = isCompacted
            ? [old.UpdateSince(StateVector.Empty), .. old.Waiting]
            : [.. peer.Journal];
        foreach (byte[] update in updates)
            opened.Apply(update);
        Assert.Equal(old.State, opened.State);
        Assert.Equal(old.HasGaps, opened.HasGaps);
        peer.Document = opened;
        if (isCompacted)
        {
            peer.Journal.Clear();
            peer.Journal.AddRange(updates);
        }
    }

    private void Check(Peer peer)
    {
        string text = peer.Document.ToString();
        foreach (KeptAnchor anchor in _anchors.TakeLast(3))
            anchor.Check(peer);
        Assert.Equal(peer.Model.ToString(), text);
        Assert.Equal(peer.View, text);
        Assert.Equal(text.Length, peer.Document.Length);
        peer.Caret = int.Min(peer.Caret, text.Length);
    }
}
