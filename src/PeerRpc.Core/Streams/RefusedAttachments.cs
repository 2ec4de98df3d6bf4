using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>
/// Answers the releases of what this side took no notice of, because it refused the message that carried it. Guarded by
/// the link's gate.
/// </summary>
/// <param name="table">Sends the answers.</param>
/// <param name="limit">
/// How many may wait to be written. A side that releases without end and takes no answers would otherwise fill the
/// memory of this one.
/// </param>
internal sealed class RefusedAttachments(StreamTable table, uint limit) : IFrameOwner
{
    private uint _waiting;

    bool IFrameOwner.IsWanted => true;

    /// <summary>Says the last word about one.</summary>
    /// <returns>Null, or that too many answers wait.</returns>
    public string? TryAnswer(ulong id)
    {
        if (_waiting >= limit)
            return $"{_waiting} answers to releases wait, and more come.";
        _waiting++;
        table.SendEnd(this, new StreamEndFrame(id, StreamOutcome.Cancelled, 0));
        return null;
    }

    void IFrameOwner.OnWritten(bool whole) => _waiting--;

    void IFrameOwner.OnAbandoned() => _waiting--;
}
