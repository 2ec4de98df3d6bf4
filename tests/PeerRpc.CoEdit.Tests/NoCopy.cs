using CoEdit.Contracts;

namespace PeerRpc.CoEdit.Tests;

/// <summary>A copy that is listed, and not called.</summary>
internal sealed class NoCopy : ISharedCopy
{
    Task<byte[]> ISharedCopy.Since(byte[] state, PeerCall? call, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task ISharedCopy.Edited(byte[] update, Caret? caret, PeerCall? call) => throw new NotSupportedException();

    Task ISharedCopy.Moved(Caret? caret, PeerCall? call) => throw new NotSupportedException();

    Task ISharedCopy.Learnt(byte[] state, PeerCall? call) => throw new NotSupportedException();
}
