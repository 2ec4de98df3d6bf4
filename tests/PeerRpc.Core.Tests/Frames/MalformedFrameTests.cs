using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.Core.Tests.Protocol;
using Xunit;

namespace PeerRpc.Core.Tests.Frames;

public class MalformedFrameTests
{
    public static TheoryData<string> Readers => [.. FrameReaders.All.Keys];

    [Theory]
    [MemberData(nameof(Readers))]
    public void TryRead_ValidBody_IsRead(string frame)
    {
        (FrameReaders.Reader read, byte[] valid) = FrameReaders.All[frame];

        Assert.True(read(valid));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    [Trait("Must", "F-5")]
    public void TryRead_EveryTruncation_IsRefused(string frame)
    {
        (FrameReaders.Reader read, byte[] valid) = FrameReaders.All[frame];

        for (int length = 0; length < valid.Length; length++)
            Assert.False(read(valid[..length]), $"{length} of {valid.Length} bytes");
    }

    [Theory]
    [MemberData(nameof(Readers))]
    [Trait("Must", "F-5")]
    public void TryRead_BytesLeftOver_IsRefused(string frame)
    {
        (FrameReaders.Reader read, byte[] valid) = FrameReaders.All[frame];

        Assert.False(read([.. valid, 0]));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void TryRead_AnyMutation_DoesNotThrow(string frame)
    {
        (FrameReaders.Reader read, byte[] valid) = FrameReaders.All[frame];

        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(0, valid.Length - 1).ToArbitrary(), ArbMap.Default.ArbFor<byte>(), (position, replacement) =>
            {
                byte[] mutated = [.. valid];
                mutated[position] = replacement;
                return Record.Exception(() => read(mutated)) is null;
            }));
    }

    [Fact]
    public void TryRead_RandomBytes_NeverThrows() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        static bytes => Record.Exception(() =>
        {
            foreach ((FrameReaders.Reader read, _) in FrameReaders.All.Values)
                read(bytes);
            RequestHead.TryRead(bytes, out _);
            new MessageAssembler(new LinkSettings()).Add(bytes, out _, out _);
        }) is null));

    [Fact]
    [Trait("Must", "F-3")]
    public void Text_Example_IsUtf8BehindItsLength()
    {
        byte[] example = ProtocolDocument.Hex("text");

        Assert.Equal(example, new WireWriter().Text("Grüße").Written.ToArray());
        Assert.Equal("Grüße", new WireReader(example).Text(7));
    }

    [Theory]
    [Trait("Must", "F-3")]
    [InlineData("80")]
    [InlineData("C3")]
    [InlineData("EDA080")]
    [InlineData("C0AF")]
    [InlineData("F5808080")]
    public void Text_InvalidUtf8_IsRefused(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);
        var reader = new WireReader(new WireWriter().Bytes(bytes).Written);

        reader.Text(WireLimits.Name);

        Assert.False(reader.Succeeded);
    }

    [Fact]
    [Trait("Must", "F-4")]
    public void Field_AtItsLimit_IsReadAndOneByteMoreIsNot()
    {
        Assert.True(AuthenticateFrame.TryRead(Wire.Body(new AuthenticateFrame(new string('a', 128), "t")), out _));
        Assert.False(AuthenticateFrame.TryRead(Wire.Body(new AuthenticateFrame(new string('a', 129), "t")), out _));
        Assert.True(OpenRouteFrame.TryRead(Wire.Body(FrameExamples.OpenRoute with { Hello = new byte[8192] }), out _));
        Assert.False(OpenRouteFrame.TryRead(Wire.Body(FrameExamples.OpenRoute with { Hello = new byte[8193] }), out _));
    }

    [Fact]
    [Trait("Must", "F-4")]
    public void Claims_MoreThanTheLimit_AreRefusedBeforeMemoryIsTaken()
    {
        byte[] body = new WireWriter().Text("bob").Text("").Text("K").Text("T").Varint(int.MaxValue).Written.ToArray();

        Assert.False(IncomingRouteFrame.TryRead(body, out _));
    }

    [Fact]
    [Trait("Must", "F-4")]
    public void Bytes_DeclaredLongerThanThereIs_IsRefused()
    {
        var reader = new WireReader(new WireWriter().Varint(ulong.MaxValue).Written);

        reader.Bytes(int.MaxValue);

        Assert.False(reader.Succeeded);
    }

    [Fact]
    [Trait("Must", "F-7")]
    public void Flags_Written_HaveNoOtherBits()
    {
        byte with = Wire.Body(FrameExamples.Hello)[8];
        byte without = Wire.Body(FrameExamples.Hello with { TokenFollows = false })[8];

        Assert.Equal(1, with);
        Assert.Equal(0, without);
    }
}
