using System.Text.Json.Serialization.Metadata;
using PeerRpc.Core.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Serialization;

public sealed class JsonMetadataTests
{
    [Fact]
    public void GetCodec_SameType_IsTheSameCodec()
    {
        var serializer = new JsonPeerSerializer();

        Assert.Same(serializer.GetCodec<string>(), serializer.GetCodec<string>());
        Assert.Equal("json", serializer.Name);
    }

    [Fact]
    public void GetCodec_UnlistedTypeWithReflection_Works()
    {
        Assert.Equal(new Unlisted(5), Payload.RoundTrip(new JsonPeerSerializer(), new Unlisted(5)));
        Assert.Equal([1], Payload.RoundTrip(new JsonPeerSerializer(), new Upload("a", [1])).Content);
    }

    [Fact]
    public void GetCodec_UnlistedTypeWithoutReflection_NamesTheFix()
    {
        var serializer = new JsonPeerSerializer([TestJson.Default], 32, allowReflection: false);

        NotSupportedException failure = Assert.Throws<NotSupportedException>(serializer.GetCodec<List<Unlisted?>>);

        Assert.Contains("[JsonSerializable(typeof(List<Unlisted>))]", failure.Message, StringComparison.Ordinal);
        Assert.Contains("o.JsonContexts.Add(", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetCodec_ContextThatNamesMembersItself_Decides()
    {
        var shouting = new DefaultJsonTypeInfoResolver();
        shouting.Modifiers.Add(static metadata =>
        {
            foreach (JsonPropertyInfo property in metadata.Properties)
                property.Name = property.Name.ToUpperInvariant();
        });

        byte[] payload = Payload.Write(new JsonPeerSerializer([shouting]), new Unlisted(5));

        Assert.Equal("""{"VALUE":5}"""u8, Payload.FirstValue(payload));
    }

    [Fact]
    public void GetCodec_ContextThatConvertsStringsItself_Decides()
    {
        byte[] payload = Payload.Write(new JsonPeerSerializer([new ReversedStrings()]), "abc");

        Assert.Equal("\"cba\""u8, Payload.FirstValue(payload));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void Constructor_DepthOutOfRange_Throws(int maxDepth) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new JsonPeerSerializer([], maxDepth));

    [Fact]
    public void Constructor_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new JsonPeerSerializer(null!));
        Assert.Throws<ArgumentNullException>(() => new JsonPeerSerializer([null!]));
    }
}
