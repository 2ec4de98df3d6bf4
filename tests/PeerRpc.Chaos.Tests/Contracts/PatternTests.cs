using PeerRpc.Chaos.Contracts;

namespace PeerRpc.Chaos.Tests.Contracts;

/// <summary>Bytes that can be told right from wrong.</summary>
public sealed class PatternTests
{
    [Fact]
    public void Matches_OfAnyPart_IsTrueAtItsPlaceOnly()
    {
        byte[] bytes = Pattern.Create(5, 1000);

        Assert.True(Pattern.Matches(5, 0, bytes));
        Assert.True(Pattern.Matches(5, 333, bytes.AsSpan(333)));
        Assert.False(Pattern.Matches(5, 334, bytes.AsSpan(333)));
        Assert.False(Pattern.Matches(6, 0, bytes));
    }

    [Fact]
    public void Matches_WithOneBitChanged_IsFalse()
    {
        byte[] bytes = Pattern.Create(5, 100);
        bytes[50] ^= 1;

        Assert.False(Pattern.Matches(5, 0, bytes));
    }

    [Fact]
    public void Item_OfAnotherStream_IsNotOfThis()
    {
        Item item = Item.Create(5, 2, 10);

        Assert.True(item.IsOf(5));
        Assert.False(item.IsOf(6));
        Assert.False((item with { Index = 3 }).IsOf(5));
    }
}
