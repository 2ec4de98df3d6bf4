using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

public class LinkHelloTests
{
    [Fact]
    public void RoundTrip_AnyHelloOfAResume_IsEqual() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from form in Gen.Elements(LinkHelloForm.Resume, LinkHelloForm.ResumeReply)
         from instance in ArbMap.Default.GeneratorFor<Guid>()
         from numbers in ArbMap.Default.GeneratorFor<ulong>().ListOf(5)
         from epoch in ArbMap.Default.GeneratorFor<uint>()
         from limits in ArbMap.Default.GeneratorFor<uint>().ListOf(3)
         from names in Gen.Elements("json", "a", "", "ß").ListOf(16)
         from proof in ArbMap.Default.GeneratorFor<byte>().ArrayOf(32)
         select new LinkHello(
             form, instance, numbers[0], epoch, proof, numbers[1], numbers[2], numbers[3], numbers[4],
             new LinkLimits(limits[0], limits[1], limits[2]), [.. names], proof)).ToArbitrary(),
        static hello => LinkHello.FromFrame(hello.ToFrame()) is { } read
            && read.ToFrame().AsSpan().SequenceEqual(hello.ToFrame())));

    [Theory]
    [Trait("Must", "L-3")]
    [InlineData(0, 2)]
    [InlineData(0, 0)]
    [InlineData(1, 4)]
    [InlineData(1, 255)]
    public void FromFrame_OtherVersionOrForm_IsRefused(int at, byte value)
    {
        byte[] frame = Hellos.Make(LinkHelloForm.Open).ToFrame();
        frame[LinkFrameHeader.Size + at] = value;

        Assert.Null(LinkHello.FromFrame(frame));
    }

    [Fact]
    [Trait("Must", "L-3")]
    public void FromFrame_MoreThan16Serializers_IsRefused()
    {
        LinkHello hello = Hellos.Make(LinkHelloForm.Open);

        Assert.NotNull(LinkHello.FromFrame((hello with { Serializers = [.. Names(16)] }).ToFrame()));
        Assert.Null(LinkHello.FromFrame((hello with { Serializers = [.. Names(17)] }).ToFrame()));
    }

    [Fact]
    [Trait("Must", "L-4")]
    public void FromFrame_OpenWithAPast_IsRefused()
    {
        LinkHello hello = Hellos.Make(LinkHelloForm.Open), reply = Hellos.Make(LinkHelloForm.OpenReply);

        Assert.Null(LinkHello.FromFrame((hello with { Epoch = 1 }).ToFrame()));
        Assert.Null(LinkHello.FromFrame((hello with { Received = 1 }).ToFrame()));
        Assert.Null(LinkHello.FromFrame((reply with { Received = 1 }).ToFrame()));
        Assert.Null(LinkHello.FromFrame((reply with { Proof = new byte[32] }).ToFrame()));
    }

    [Fact]
    public void FromFrame_AnotherKindOrTwoFrames_IsRefused()
    {
        byte[] frame = Hellos.Make(LinkHelloForm.Open).ToFrame();

        Assert.Null(LinkHello.FromFrame([.. frame, .. frame]));
        Assert.Null(LinkHello.FromFrame(Wire.LinkFrame(LinkFrameKind.Proof, frame.AsSpan(LinkFrameHeader.Size))));
    }

    private static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(i => $"s{i}");
}
