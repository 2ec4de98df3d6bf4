using System.Text.Json;
using PeerRpc.Core.Description;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Tests.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Description;

public class SchemaWriterTests
{
    private static readonly SchemaWriter Schemas = new(new JsonPeerSerializer());

    [Theory]
    [InlineData(typeof(int), false, """{"type":"integer"}""")]
    [InlineData(typeof(int?), false, """{"type":["integer","null"]}""")]
    [InlineData(typeof(string), true, """{"type":["string","null"]}""")]
    [InlineData(typeof(byte[]), true, """{"type":["string","null"],"contentEncoding":"base64","x-peerrpc":"segment"}""")]
    [InlineData(typeof(ReadOnlyMemory<byte>?), false,
        """{"type":["string","null"],"contentEncoding":"base64","x-peerrpc":"segment"}""")]
    [InlineData(typeof(List<string>), false, """{"type":"array","items":{"type":"string"}}""")]
    [InlineData(typeof(Nested), false,
        """{"type":"object","properties":{"inner":{"type":["object","null"],"properties":{"inner":{"$ref":"#/properties/inner"}}}}}""")]
    [InlineData(typeof(Upload), false,
        """
        {"type":"object","properties":{"name":{"type":"string"},
         "content":{"type":"string","contentEncoding":"base64","x-peerrpc":"segment"}},"required":["name","content"]}
        """)]
    public void Write_AType_SaysWhatTheSerializerCarries(Type type, bool isNullable, string expected)
    {
        JsonElement? schema = Schemas.Write(type, isNullable);

        Assert.NotNull(schema);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), schema.Value), schema.ToString());
    }

    [Fact]
    public void Write_ATypeWithoutMetadata_IsNull() =>
        Assert.Null(new SchemaWriter(new JsonPeerSerializer([], 32, allowReflection: false)).Write(typeof(Nested), false));

    [Fact]
    public void WriteDefault_OfWhatJsonCannotSay_IsNull()
    {
        Assert.Null(Schemas.WriteDefault(double.NaN, typeof(double)));
        Assert.Null(Schemas.WriteDefault(null, typeof(string)));
        Assert.Equal("3", Schemas.WriteDefault(3, typeof(int?))?.GetRawText());
        Assert.Equal("5", Schemas.WriteDefault(DayOfWeek.Friday, typeof(DayOfWeek))?.GetRawText());
    }
}
