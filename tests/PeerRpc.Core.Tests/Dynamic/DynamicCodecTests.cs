using System.Text;
using System.Text.Json;
using PeerRpc.Core.Description;
using PeerRpc.Core.Dynamic;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Tests.Serialization;
using PeerRpc.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Dynamic;

public class DynamicCodecTests
{
    private static readonly JsonPeerSerializer Serializer = new();

    private static readonly Folder Tree = new(
        "root", [1, 2],
        [new Picture(1, [3, 4, 5]), new Note(2, 0), new Picture(3, [])],
        new() { ["a/b~c"] = new byte[] { 6 }, [""] = default },
        Parent: new Folder("parent", null, [], []),
        Children: [new Folder("child", [7], [new Note(4, 1)], new() { ["x"] = new byte[] { 8 } })]);

    private const string TreeText =
        """
        {"name":"root","icon":"AQI=",
         "items":[{"$type":"picture","content":"AwQF","number":1},{"$type":"note","content":0,"number":2},
                  {"$type":"picture","content":"","number":3}],
         "parts":{"a/b~c":"Bg==","":""},
         "parent":{"name":"parent","icon":null,"items":[],"parts":{},"parent":null,"children":null},
         "children":[{"name":"child","icon":"Bw==","items":[{"$type":"note","content":1,"number":4}],
                      "parts":{"x":"CA=="},"parent":null,"children":null}]}
        """;

    [Fact]
    [Trait("Must", "D-2")]
    public void Read_WithBuffersAtEveryDepth_PutsThemInTheirPlaces()
    {
        JsonElement read = Read(CodecOf<Folder>(), Payload.Write(Serializer, Tree));

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(TreeText), read), read.ToString());
    }

    [Fact]
    [Trait("Must", "D-2")]
    public void Write_WithBuffersAtEveryDepth_IsReadAsTheTypeThatWasDescribed()
    {
        Folder read = Payload.Read<Folder>(Serializer, Write(CodecOf<Folder>(), JsonElement.Parse(TreeText)));

        Assert.Equal("root", read.Name);
        Assert.Equal([1, 2], read.Icon);
        Assert.Equal([3, 4, 5], ((Picture)read.Items[0]).Content);
        Assert.Equal(new Note(2, 0), read.Items[1]);
        Assert.Equal([6], read.Parts["a/b~c"].ToArray());
        Assert.Null(read.Parent!.Icon);
        Assert.Equal([7], Assert.Single(read.Children!).Icon);
        Assert.Equal([8], read.Children![0].Parts["x"].ToArray());
    }

    [Fact]
    public void Value_WithoutBuffers_TravelsAsItIs()
    {
        JsonElement value = JsonElement.Parse("""{"a":[1,null,{"ü":1e3}],"b":9007199254740993}""");
        DynamicCodec codec = new(null);

        byte[] payload = Write(codec, value);

        Assert.Equal(value.GetRawText(), Encoding.UTF8.GetString(Payload.FirstValue(payload)));
        Assert.True(JsonElement.DeepEquals(value, Read(codec, payload)));
    }

    [Theory]
    [InlineData("17")]
    [InlineData("\"no base64!\"")]
    [InlineData("[1,2]")]
    public void Write_SomethingElseInThePlaceOfABuffer_Throws(string value) =>
        Assert.Throws<FormatException>(() => Write(CodecOf<byte[]>(), JsonElement.Parse(value)));

    [Theory]
    [InlineData("1")]
    [InlineData("\"AQI=\"")]
    [InlineData("""{"a":0,"a":0}""")]
    [InlineData("[")]
    public void Read_WhatIsNoBuffer_Throws(string value) =>
        Assert.Throws<FormatException>(
            () => Read(CodecOf<byte[]>(), Payload.Forge(Encoding.UTF8.GetBytes(value), [1])));

    [Theory]
    [InlineData("""{"$ref":"#","x-peerrpc":1}""")]
    [InlineData("""{"$ref":"#/a","a":{"$ref":"#/b"},"b":{"$ref":"#/a"},"x-peerrpc":0}""")]
    [InlineData("""{"anyOf":[{"$ref":"#"},{"$ref":"#"}],"c":"x-peerrpc"}""")]
    [InlineData("""{"properties":7,"items":[],"anyOf":{},"c":"x-peerrpc"}""")]
    [InlineData("""{"$ref":"#/x/9/~2/%","c":"x-peerrpc"}""")]
    [InlineData("""{"$ref":"http://elsewhere/","c":"x-peerrpc"}""")]
    [InlineData("""{"properties":{"$type":{"const":[]}},"additionalProperties":"x-peerrpc"}""")]
    [InlineData("\"x-peerrpc\"")]
    public void Schema_ThatIsHostile_CountsAsOneWithoutBuffers(string schema)
    {
        JsonElement value = JsonElement.Parse("""{"$type":"a","list":[{"b":1},2],"text":"AQI="}""");
        DynamicCodec codec = new(JsonElement.Parse(schema));

        Assert.True(JsonElement.DeepEquals(value, Read(codec, Write(codec, value))));
    }

    private static DynamicCodec CodecOf<T>() => new(new SchemaWriter(Serializer).Write(typeof(T), false));

    private static byte[] Write(DynamicCodec codec, JsonElement value)
    {
        var writer = new PayloadWriter();
        writer.BeginPayload();
        writer.WriteValue(codec, value);
        writer.EndPayload();
        return writer.Written.ToArray();
    }

    private static JsonElement Read(DynamicCodec codec, byte[] payload)
    {
        var reader = new PayloadReader();
        Assert.True(reader.TryBegin(payload));
        return reader.ReadValue(codec);
    }
}
