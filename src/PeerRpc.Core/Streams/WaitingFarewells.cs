using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>
/// Counts the last words about what this side never took that wait to be written. Guarded by the link's gate.
/// </summary>
internal sealed class WaitingFarewells : IFrameOwner
{
    // More than a side has attachments of which none was taken; only one that takes no answers comes near.
    private const int Most = 1024;

    private int _count;

    public bool AreTooMany => _count >= Most;

    bool IFrameOwner.IsWanted => true;

    public void Add() => _count++;

    void IFrameOwner.OnWritten(bool whole) => _count--;

    void IFrameOwner.OnAbandoned() => _count--;
}
