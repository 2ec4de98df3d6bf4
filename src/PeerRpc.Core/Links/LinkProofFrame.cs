using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Links;

/// <summary>The opener proves that it is the one that opened the link; what it replays stands right behind.</summary>
/// <param name="Number">The link's number.</param>
/// <param name="Epoch">The epoch of the path.</param>
/// <param name="Proof">The opener's proof of the secret.</param>
internal readonly record struct LinkProofFrame(ulong Number, uint Epoch, ReadOnlyMemory<byte> Proof)
{
    /// <summary>The whole link frame.</summary>
    public byte[] ToFrame() => LinkFrameHeader.Frame(
        LinkFrameKind.Proof, new WireWriter().UInt64(Number).UInt32(Epoch).Fixed(Proof.Span).Written);

    public static bool TryRead(ReadOnlySpan<byte> body, out LinkProofFrame frame)
    {
        var reader = new WireReader(body);
        frame = new LinkProofFrame(reader.UInt64(), reader.UInt32(), reader.Fixed(LinkSecret.ProofLength).ToArray());
        return reader.IsAtEnd;
    }
}
