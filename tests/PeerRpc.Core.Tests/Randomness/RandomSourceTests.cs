using PeerRpc.Core.Randomness;
using Xunit;

namespace PeerRpc.Core.Tests.Randomness;

public class RandomSourceTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(255, 1 - (1.0 / (1L << 53)))]
    [InlineData(128, 0.5)]
    public void NextDouble_IsTheTopBitsOfEightBytesBelowOne(byte filling, double expected) =>
        Assert.Equal(expected, new Constant(filling).NextDouble(), filling == 128 ? 2 : 15);

    [Fact]
    public void NewGuid_IsMadeOfTheBytesDrawn() =>
        Assert.Equal(new Guid([.. Enumerable.Repeat((byte)7, 16)]), new Constant(7).NewGuid());

    [Fact]
    public void Secure_DoesNotRepeatItself() =>
        Assert.NotEqual(RandomSource.Secure.GetBytes(32), RandomSource.Secure.GetBytes(32));

    private sealed class Constant(byte filling) : RandomSource
    {
        public override void Fill(Span<byte> bytes) => bytes.Fill(filling);
    }
}
