using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Links;

/// <summary>With what a path begins: who is there, on which link, and what each side may send.</summary>
/// <param name="Form">Opening or resuming, question or answer.</param>
/// <param name="Instance">Names the sender's process instance; a link is bound to two of them.</param>
/// <param name="Number">The number of the link; every opening carries a higher one.</param>
/// <param name="Epoch">Counts the paths of the link; 0 for the first.</param>
/// <param name="Nonce">32 fresh random bytes; those of the opening make the link's secret.</param>
/// <param name="Clock">The sender's link clock, in milliseconds; deadlines are given on it.</param>
/// <param name="Received">How many counted frames of the link the sender has received.</param>
/// <param name="Credit">Up to which byte of the link the other side may send.</param>
/// <param name="MessageCredit">Up to which byte of chunked messages the other side may send.</param>
/// <param name="Limits">What the sender accepts.</param>
/// <param name="Serializers">The serializers the opener offers, best first; in the reply the one chosen.</param>
/// <param name="Proof">In a reply to a resume, the proof of the secret; otherwise empty.</param>
internal sealed record LinkHello(
    LinkHelloForm Form,
    Guid Instance,
    ulong Number,
    uint Epoch,
    ReadOnlyMemory<byte> Nonce,
    ulong Clock,
    ulong Received,
    ulong Credit,
    ulong MessageCredit,
    LinkLimits Limits,
    IReadOnlyList<string> Serializers,
    ReadOnlyMemory<byte> Proof)
{
    public const int NonceLength = 32;

    private const int MaxSerializers = 16;
    private const byte Version = 1;

    // A link that is being opened has no past.
    private bool IsConsistent =>
        Form is LinkHelloForm.Resume or LinkHelloForm.ResumeReply
        || (Epoch == 0 && Received == 0 && Proof.IsEmpty);

    /// <summary>The whole link frame.</summary>
    public byte[] ToFrame()
    {
        WireWriter writer = new WireWriter()
            .Byte(Version).Byte((byte)Form).Id(Instance).UInt64(Number).UInt32(Epoch).Fixed(Nonce.Span)
            .UInt64(Clock).UInt64(Received).UInt64(Credit).UInt64(MessageCredit)
            .UInt32(Limits.Message).UInt32(Limits.Calls).UInt32(Limits.Streams)
            .Varint((ulong)Serializers.Count);
        foreach (string serializer in Serializers)
            writer.Text(serializer);
        return LinkFrameHeader.Frame(LinkFrameKind.Hello, writer.Bytes(Proof.Span).Written);
    }

    /// <summary>Reads a frame that has to be a hello, and nothing behind it.</summary>
    /// <returns>Null if it is not.</returns>
    public static LinkHello? FromFrame(ReadOnlySpan<byte> frame) =>
        LinkFrameHeader.TryCut(ref frame, out LinkFrameHeader header, out ReadOnlySpan<byte> body)
            && header.Kind == LinkFrameKind.Hello && frame.IsEmpty
            ? FromBody(body)
            : null;

    private static LinkHello? FromBody(ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        if (reader.Byte() != Version)
            return null;
        var form = (LinkHelloForm)reader.Byte();
        var hello = new LinkHello(
            form, reader.Id(), reader.UInt64(), reader.UInt32(), reader.Fixed(NonceLength).ToArray(),
            reader.UInt64(), reader.UInt64(), reader.UInt64(), reader.UInt64(),
            new LinkLimits(reader.UInt32(), reader.UInt32(), reader.UInt32()), [], default);
        ulong count = reader.Varint();
        if (!reader.Succeeded || count > MaxSerializers || !Enum.IsDefined(form))
            return null;
        var serializers = new string[(int)count];
        for (int i = 0; i < serializers.Length; i++)
            serializers[i] = reader.Text(WireLimits.Name);
        hello = hello with { Serializers = serializers, Proof = reader.Bytes(NonceLength).ToArray() };
        return reader.IsAtEnd && hello.IsConsistent ? hello : null;
    }
}
