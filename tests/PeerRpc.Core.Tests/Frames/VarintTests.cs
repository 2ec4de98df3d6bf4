using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Tests.Protocol;
using Xunit;

namespace PeerRpc.Core.Tests.Frames;

public class VarintTests
{
    [Fact]
    [Trait("Must", "F-2")]
    public void Write_Examples_AreThoseOfTheDocument()
    {
        var writer = new WireWriter();

        writer.Varint(0).Varint(127).Varint(128).Varint(16384).Varint(ulong.MaxValue);

        Assert.Equal(ProtocolDocument.Hex("varint"), writer.Written.ToArray());
    }

    [Fact]
    public void RoundTrip_AnyNumberAndWhateverFollows_IsEqual() => Check.QuickThrowOnFailure(
        Prop.ForAll(Numbers().ToArbitrary(), ArbMap.Default.ArbFor<byte[]>(), static (number, rest) =>
        {
            byte[] bytes = new byte[Varint.MaxLength];
            int written = Varint.Write(bytes, number);
            bool read = Varint.TryRead([.. bytes[..written], .. rest], out ulong value, out int length);
            return read && value == number && length == written;
        }));

    [Fact]
    [Trait("Must", "F-2")]
    public void Write_AnyNumber_IsTheShortestForm() => Check.QuickThrowOnFailure(
        Prop.ForAll(Numbers().ToArbitrary(), static number =>
        {
            int bits = 64 - System.Numerics.BitOperations.LeadingZeroCount(number | 1);
            return Varint.Write(new byte[Varint.MaxLength], number) == (bits + 6) / 7;
        }));

    [Fact]
    [Trait("Must", "F-2")]
    public void TryRead_LongerForm_IsAcceptedUpToTenBytes()
    {
        byte[] one = [0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00];

        Assert.True(Varint.TryRead(one, out ulong value, out int length));

        Assert.Equal(1u, value);
        Assert.Equal(10, length);
    }

    [Theory]
    [Trait("Must", "F-2")]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("FFFFFFFFFFFFFFFFFF")]
    [InlineData("FFFFFFFFFFFFFFFFFF02")]
    [InlineData("FFFFFFFFFFFFFFFFFF7F")]
    [InlineData("8080808080808080808000")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF01")]
    public void TryRead_CutShortTooLongOrTooLarge_IsRefused(string hex) =>
        Assert.False(Varint.TryRead(Convert.FromHexString(hex), out _, out _));

    // Uniform numbers are nearly all nine or ten bytes long: a random shift gives every length its share.
    private static Gen<ulong> Numbers() =>
        from number in ArbMap.Default.GeneratorFor<ulong>()
        from high in ArbMap.Default.GeneratorFor<uint>()
        from shift in Gen.Choose(0, 63)
        select (number ^ ((ulong)high << 32)) >> shift;
}
