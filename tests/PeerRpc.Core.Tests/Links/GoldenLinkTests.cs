using System.Security.Cryptography;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.Core.Tests.Protocol;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

public class GoldenLinkTests
{
    private const int NonceAt = 1 + 1 + 16 + 8 + 4;

    [Fact]
    public void Hello_ExampleOfAnOpen_IsWhatIsWrittenAndRead()
    {
        var hello = new LinkHello(
            LinkHelloForm.Open, Id(0x00), 3, 0, Run(0xA0, 32), 250, 0, 256 * 1024, 16 * 1024 * 1024,
            new LinkSettings().Limits, ["json"], default);

        AssertHello("link-hello-open", hello);
    }

    [Fact]
    public void Hello_ExampleOfAnOpenReply_IsWhatIsWrittenAndRead()
    {
        var hello = new LinkHello(
            LinkHelloForm.OpenReply, Id(0x10), 3, 0, Run(0xC0, 32), 0, 0, 256 * 1024, 16 * 1024 * 1024,
            new LinkSettings().Limits, ["json"], default);

        AssertHello("link-hello-open-reply", hello);
    }

    [Fact]
    public void Hello_ExampleOfAResume_IsWhatIsWrittenAndRead()
    {
        var hello = new LinkHello(
            LinkHelloForm.Resume, Id(0x00), 3, 1, Run(0xA0, 32), 900, 7, 263000, 16 * 1024 * 1024,
            new LinkSettings().Limits, ["json"], default);

        AssertHello("link-hello-resume", hello);
    }

    [Fact]
    public void Hello_ExampleOfAResumeReply_IsWhatIsWrittenAndReadAndItsProofIsRight()
    {
        var hello = new LinkHello(
            LinkHelloForm.ResumeReply, Id(0x10), 3, 1, Run(0xC0, 32), 700, 5, 262500, 16 * 1024 * 1024,
            new LinkSettings().Limits, ["json"], Proof((byte)'A'));

        AssertHello("link-hello-resume-reply", hello);
    }

    [Fact]
    public void Proof_Example_IsTheHmacOfTheTranscript()
    {
        var secret = new LinkSecret(Run(0xA0, 32), Run(0xC0, 32));
        byte[] resume = ProtocolDocument.Hex("link-hello-resume"), reply = ProtocolDocument.Hex("link-hello-resume-reply");
        byte[] proof = secret.Prove(LinkSide.Opener, resume, reply);

        Assert.Equal(Hex(Proof((byte)'O')), Hex(proof));
        Assert.Equal(Hex(ProtocolDocument.Hex("link-proof")), Hex(new LinkProofFrame(3, 1, proof).ToFrame()));
        Assert.True(LinkProofFrame.TryRead(Body("link-proof"), out LinkProofFrame read));
        Assert.Equal((3ul, 1u, Hex(proof)), (read.Number, read.Epoch, Hex(read.Proof.ToArray())));
        Assert.True(secret.IsRight(Proof((byte)'A'), LinkSide.Acceptor, resume, reply));
        Assert.False(secret.IsRight(proof, LinkSide.Acceptor, resume, reply));
    }

    [Fact]
    public void Unknown_Example_IsWhatIsWrittenAndRead()
    {
        byte[] example = ProtocolDocument.Hex("link-unknown");

        Assert.Equal(example, new LinkUnknownFrame(3, 1).ToFrame());
        Assert.True(LinkUnknownFrame.TryReadFirst(example, out LinkUnknownFrame read));
        Assert.Equal(new LinkUnknownFrame(3, 1), read);
    }

    [Fact]
    public void Ack_Example_IsWhatIsWrittenAndRead()
    {
        byte[] example = ProtocolDocument.Hex("ack");

        Assert.Equal(example, Wire.Ack(300, 2, 294912));
        Assert.True(AckFrame.TryRead(example.AsSpan(LinkFrameHeader.Size), out AckFrame ack));
        Assert.Equal(new AckFrame(300, 2, 294912), ack);
    }

    [Fact]
    public void Chunk_ExampleOfAFirst_IsWhatIsWritten()
    {
        byte[] body = new byte[100_000];
        Run(1, 5).CopyTo(body, 0);
        OutgoingMessage message = Message(body, owner: null);
        Span<byte> head = stackalloc byte[OutgoingMessage.MaxHeadSize];

        head = head[..message.WriteHead(head, LinkSender.LargestBulkFrame, out ReadOnlySpan<byte> tail)];

        // The example's chunk has five bytes instead of 64 KiB, so its length differs.
        byte[] example = ProtocolDocument.Hex("chunk-first");
        Assert.Equal(LinkSender.LargestBulkFrame - OutgoingMessage.MaxHeadSize, tail.Length);
        Assert.Equal(Hex(example.AsSpan(3)), Hex([.. head[3..], .. tail[..5]]));
        Assert.Equal(ChunkOutcome.Incomplete, Add(new MessageAssembler(new LinkSettings()), example));
    }

    [Fact]
    public void Chunk_ExampleOfAnAbandonedOne_IsWhatIsWrittenAndRead()
    {
        var owner = new FakeOwner();
        OutgoingMessage message = Message(new byte[100_000], owner);
        Span<byte> head = stackalloc byte[OutgoingMessage.MaxHeadSize];
        message.WriteHead(head, LinkSender.LargestBulkFrame, out ReadOnlySpan<byte> tail);
        message.Advance(tail.Length);
        owner.IsWanted = false;

        head = head[..message.WriteHead(head, LinkSender.LargestBulkFrame, out tail)];

        byte[] example = ProtocolDocument.Hex("chunk-abandoned");
        var assembler = new MessageAssembler(new LinkSettings());
        Add(assembler, ProtocolDocument.Hex("chunk-first"));
        Assert.Equal(Hex(example), Hex([.. head, .. tail]));
        Assert.Equal(ChunkOutcome.Abandoned, Add(assembler, example));
    }

    [Fact]
    public void ChunkCredit_Example_IsWhatIsWritten()
    {
        var pair = new LinkPair();
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[40_000]);
        pair.Left.DeliverTo(pair.Right);

        byte[] frame = pair.Right.Path.TakeAll().Single(bytes => bytes[3] == (byte)LinkFrameKind.ChunkCredit);

        Assert.Equal(ProtocolDocument.Hex("chunk-credit"), frame);
    }

    [Fact]
    [Trait("Must", "Q-20")]
    public void Kinds_OfTheDocument_AreThoseOfTheCode()
    {
        Dictionary<string, (string Number, string Counted)> documented = ProtocolDocument
            .Table("| number | kind | counted | from |")
            .ToDictionary(
                row => row[1].Split(' ')[0].Replace("Link", "", StringComparison.Ordinal), row => (row[0], row[2]));

        foreach (LinkFrameKind kind in Enum.GetValues<LinkFrameKind>())
        {
            (string number, string counted) = documented[kind.ToString()];
            Assert.Equal(number, kind.ToString("D"));
            Assert.Equal(counted == "yes", new LinkFrameHeader(kind, 0).IsCounted);
        }
        Assert.Equal(Enum.GetValues<LinkFrameKind>().Length, documented.Count);
    }

    private static OutgoingMessage Message(byte[] body, IFrameOwner? owner) =>
        new(new MessageSender(new NoTurns()), 1, LinkFrameKind.Request, body, body.Length, owner);

    private static ChunkOutcome Add(MessageAssembler assembler, byte[] frame) =>
        assembler.Add(frame.AsSpan(LinkFrameHeader.Size), out _, out _);

    private static void AssertHello(string id, LinkHello hello)
    {
        byte[] example = ProtocolDocument.Hex(id);

        Assert.Equal(Hex(example), Hex(hello.ToFrame()));
        Assert.Equal(Hex(example), Hex(LinkHello.FromFrame(example)!.ToFrame()));
    }

    private static byte[] Proof(byte role)
    {
        byte[] open = Body("link-hello-open"), reply = Body("link-hello-open-reply");
        byte[] secret = SHA256.HashData(
            [.. "PeerRpc link secret"u8, .. open.AsSpan(NonceAt, 32), .. reply.AsSpan(NonceAt, 32)]);
        byte[] transcript = [.. Body("link-hello-resume"), .. Body("link-hello-resume-reply").AsSpan(..^33)];
        return HMACSHA256.HashData(secret, (byte[])[role, .. transcript]);
    }

    private static byte[] Body(string id) => ProtocolDocument.Hex(id)[LinkFrameHeader.Size..];

    private static byte[] Run(int first, int count) => [.. Enumerable.Range(first, count).Select(value => (byte)value)];

    private static Guid Id(int first) => new(Run(first, 16));

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
