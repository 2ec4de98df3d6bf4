using PeerRpc;

namespace CoEdit.Contracts;

/// <summary>
/// The copy of one document that one peer has. Everybody who has the document serves it, at a path of its own, and is a
/// member of the document's group; the one-way methods are called on the whole group.
/// </summary>
[PeerController(Root)]
public interface ISharedCopy
{
    /// <summary>The path of a document is this and its name: so the directory tells who has which.</summary>
    const string Root = "/coedit/";

    /// <summary>Gives what the caller lacks, who has that much. A peer that has less than that asks in turn.</summary>
    [Idempotent]
    Task<byte[]> Since(byte[] state, PeerCall? call = null, CancellationToken cancellationToken = default);

    /// <summary>To all: the caller has edited, and the caret is there now.</summary>
    [OneWay]
    Task Edited(byte[] update, Caret? caret, PeerCall? call = null);

    /// <summary>To all: the caller's caret has moved; null when nobody looks at the document there any more.</summary>
    [OneWay]
    Task Moved(Caret? caret, PeerCall? call = null);

    /// <summary>To all: the caller has learnt something from one peer alone. Who lacks it asks for it.</summary>
    [OneWay]
    Task Learnt(byte[] state, PeerCall? call = null);
}
