using System.Text;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Serialization;

public sealed class SegmentRefusalTests
{
    private static readonly JsonPeerSerializer Serializer = new([TestJson.Default], 32, allowReflection: false);

    [Theory]
    [InlineData("""{"name":"","content":1}""")]
    [InlineData("""{"name":"","content":-1}""")]
    [InlineData("""{"name":"","content":2147483648}""")]
    [InlineData("""{"name":"","content":0.5}""")]
    [InlineData("""{"name":"","content":"AAEC"}""")]
    [InlineData("""{"name":"","content":[0]}""")]
    [Trait("Must", "P-2")]
    public void Read_IndexThatIsNone_Refuses(string json) =>
        Assert.Throws<FormatException>(() => Read<Upload>(json, [1, 2, 3]));

    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("00")]
    [InlineData("0 0")]
    [InlineData("99999999999")]
    [InlineData("\"AAEC\"")]
    [InlineData("")]
    public void Read_ArgumentWhoseIndexIsNone_Refuses(string json)
    {
        Assert.Throws<FormatException>(() => Read<byte[]>(json, [1, 2, 3]));
        Assert.Throws<FormatException>(() => Read<ReadOnlyMemory<byte>>(json, [1, 2, 3]));
    }

    [Fact]
    [Trait("Must", "P-2")]
    public void Read_SegmentNamedTwice_RefusesAndSaysSo()
    {
        FormatException failure = Assert.Throws<FormatException>(() => Read<List<byte[]>>("[0,0]", [1, 2, 3]));

        Assert.Contains("twice", failure.Message, StringComparison.Ordinal);
        Assert.Contains("$[1]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Must", "P-2")]
    public void Read_SegmentThatNoValueNames_IsIgnored() =>
        Assert.Equal("x", Read<string>("\"x\"", [1, 2, 3]));

    [Fact]
    public void Read_NullForABufferThatIsAStruct_Refuses() =>
        Assert.Throws<FormatException>(() => Read<Memory<byte>>("null"));

    [Fact]
    public void TryBegin_PayloadCutShort_LeavesTheReaderEmpty()
    {
        byte[] payload = Payload.Forge("0"u8, [1], [2]);
        var reader = new PayloadReader();

        Assert.False(reader.TryBegin(payload.AsMemory(..^1)));

        Assert.Equal(0, reader.RemainingValues);
        Assert.Throws<FormatException>(() => reader.TakeSegment(0));
    }

    private static T Read<T>(string json, params byte[][] segments) =>
        Payload.Read<T>(Serializer, Payload.Forge(Encoding.UTF8.GetBytes(json), segments));
}
