using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

public class MessageAssemblerTests
{
    private const int Short = MessageAssembler.ShortestMessage;

    private readonly MessageAssembler _assembler = new(
        new LinkSettings { Reassembly = 100_000, Limits = new LinkLimits(60_000, 8, 8) });

    [Fact]
    [Trait("Must", "L-21")]
    public void Add_LastBeforeTheEnd_IsMalformed()
    {
        Assert.Equal(ChunkOutcome.Incomplete, Add(1, ChunkFlags.First, 10_000, 20_000));

        Assert.Equal(ChunkOutcome.Malformed, Add(1, ChunkFlags.Last, 9_999));
    }

    [Fact]
    [Trait("Must", "L-21")]
    public void Add_MoreThanWasDeclared_IsMalformed()
    {
        Add(1, ChunkFlags.First, 10_000, 20_000);

        Assert.Equal(ChunkOutcome.Malformed, Add(1, ChunkFlags.Last, 10_001));
    }

    [Fact]
    [Trait("Must", "L-21")]
    public void Add_ChunkOfAMessageThatHasNotBegunOrIsOver_IsMalformed()
    {
        Assert.Equal(ChunkOutcome.Malformed, Add(1, ChunkFlags.None, 10));
        Assert.Equal(ChunkOutcome.Complete, Add(2, ChunkFlags.First | ChunkFlags.Last, 20_000, 20_000));

        Assert.Equal(ChunkOutcome.Malformed, Add(2, ChunkFlags.Last, 0));
    }

    [Fact]
    [Trait("Must", "L-18")]
    public void Add_IdThatDoesNotRise_IsMalformed()
    {
        Add(5, ChunkFlags.First | ChunkFlags.Last, 20_000, 20_000);

        Assert.Equal(ChunkOutcome.Malformed, Add(5, ChunkFlags.First, 10, 20_000));
        Assert.Equal(ChunkOutcome.Malformed, Add(4, ChunkFlags.First, 10, 20_000));
        Assert.Equal(ChunkOutcome.Incomplete, Add(6, ChunkFlags.First, 10, 20_000));
    }

    [Theory]
    [Trait("Must", "L-18")]
    [InlineData((byte)LinkFrameKind.Cancel)]
    [InlineData((byte)LinkFrameKind.StreamCredit)]
    [InlineData((byte)LinkFrameKind.Chunk)]
    [InlineData((byte)LinkFrameKind.ChunkCredit)]
    [InlineData((byte)LinkFrameKind.Release)]
    [InlineData((byte)LinkFrameKind.Ack)]
    public void Add_KindThatMayNotBeChunked_IsMalformed(byte kind) =>
        Assert.Equal(ChunkOutcome.Malformed, Add(1, ChunkFlags.First, 10, 20_000, (LinkFrameKind)kind));

    [Theory]
    [Trait("Must", "L-18")]
    [InlineData((byte)LinkFrameKind.Request)]
    [InlineData((byte)LinkFrameKind.Response)]
    [InlineData((byte)LinkFrameKind.Fault)]
    [InlineData((byte)LinkFrameKind.StreamItem)]
    [InlineData((byte)LinkFrameKind.StreamEnd)]
    public void Add_KindThatMayBeChunked_Begins(byte kind) =>
        Assert.Equal(ChunkOutcome.Incomplete, Add(1, ChunkFlags.First, 10, 20_000, (LinkFrameKind)kind));

    [Fact]
    [Trait("Must", "L-19")]
    public void Add_MessageThatWouldFitIntoAFrame_IsMalformed()
    {
        Assert.Equal(ChunkOutcome.Malformed, Add(1, ChunkFlags.First, 10, Short));
        Assert.Equal(ChunkOutcome.Incomplete, Add(1, ChunkFlags.First, 10, Short + 1));
    }

    [Fact]
    [Trait("Must", "L-20")]
    public void Add_MessageAboveTheLimit_IsTooLarge() =>
        Assert.Equal(ChunkOutcome.TooLarge, Add(1, ChunkFlags.First, 10, 60_001));

    [Fact]
    [Trait("Must", "L-23")]
    public void Add_MessagesAboveTheCredit_AreWithoutCredit()
    {
        Assert.Equal(ChunkOutcome.Incomplete, Add(1, ChunkFlags.First, 10, 60_000));
        Assert.Equal(ChunkOutcome.WithoutCredit, Add(2, ChunkFlags.First, 10, 40_001));
    }

    [Fact]
    [Trait("Must", "L-23")]
    public void Add_AfterOneWasConsumed_HasItsCreditAgain()
    {
        Add(1, ChunkFlags.First | ChunkFlags.Last, 60_000, 60_000);
        ulong before = _assembler.Credit;

        _assembler.Consume(60_000);

        Assert.Equal(before + 60_000, _assembler.Credit);
        Assert.Equal(ChunkOutcome.Incomplete, Add(2, ChunkFlags.First, 10, 60_000));
    }

    [Fact]
    [Trait("Must", "L-22")]
    public void Add_Abandoned_GivesTheWholeCreditBack()
    {
        Add(1, ChunkFlags.First, 10, 60_000);
        ulong before = _assembler.Credit;

        Assert.Equal(ChunkOutcome.Abandoned, Add(1, ChunkFlags.Abandoned, 0));

        Assert.Equal(before + 60_000, _assembler.Credit);
        Assert.Equal(ChunkOutcome.Malformed, Add(1, ChunkFlags.Last, 0));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(0x81)]
    public void Add_UnknownFlag_IsMalformed(byte flags) =>
        Assert.Equal(ChunkOutcome.Malformed, Add(1, (ChunkFlags)flags, 10, 20_000));

    [Fact]
    public void Add_DeclaredLengthAlone_TakesNoMemoryForIt()
    {
        var assembler = new MessageAssembler(new LinkSettings());
        byte[] body = Wire.Chunk(1, ChunkFlags.First, 0, 4 * 1024 * 1024)[LinkFrameHeader.Size..];
        long before = GC.GetAllocatedBytesForCurrentThread();

        assembler.Add(body, out _, out _);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200 * 1024);
    }

    private ChunkOutcome Add(
        ulong id, ChunkFlags flags, int bytes, int length = 0, LinkFrameKind kind = LinkFrameKind.Request) =>
        _assembler.Add(Wire.Chunk(id, flags, bytes, length, kind).AsSpan(LinkFrameHeader.Size), out _, out _);
}
