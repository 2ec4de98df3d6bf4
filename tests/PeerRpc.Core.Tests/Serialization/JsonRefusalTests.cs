using System.Text;
using PeerRpc.Core.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Serialization;

/// <summary>What a hostile or broken peer may send: B14 of docs/guarantees.md.</summary>
public sealed class JsonRefusalTests
{
    private static readonly JsonPeerSerializer Serializer = new([TestJson.Default], 32, allowReflection: false);

    [Theory]
    [InlineData("""{"name":"a","name":"b","count":1}""")]
    [InlineData("""{"count":1}""")]
    [InlineData("""{"name":null,"count":1}""")]
    [InlineData("""{"Name":"a","Count":1}""")]
    [InlineData("""{"name":"a","count":"1"}""")]
    [InlineData("""{"name":"a","count":1,}""")]
    [InlineData("""{"name":"a","count":1/**/}""")]
    [InlineData("""{"name":"a","count":1} x""")]
    [InlineData("""{"name":"a","count":1}{}""")]
    [InlineData("""{"name":"a","count":1""")]
    [InlineData("""{"name":"a","count":2147483648}""")]
    [InlineData("[]")]
    [InlineData("")]
    [Trait("Must", "P-3")]
    [Trait("Must", "P-5")]
    public void Read_MalformedObject_Refuses(string json) => Assert.Throws<FormatException>(() => Read<Strict>(json));

    [Fact]
    [Trait("Must", "P-5")]
    public void Read_UnknownMembersAndTypeNames_AreSkipped()
    {
        Strict value = Read<Strict>("""{"$type":"System.Diagnostics.Process","name":"a","later":[{}],"count":1}""");

        Assert.Equal(new Strict("a", 1), value);
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(100_000, false)]
    [Trait("Must", "P-3")]
    public void Read_NestedObjects_OnlyToTheLimit(int depth, bool accepted)
    {
        string opening = string.Concat(Enumerable.Repeat("{\"inner\":", depth - 1));
        string json = opening + "{\"inner\":null}" + new string('}', depth - 1);

        Exception? failure = Record.Exception(() => Read<Nested>(json));

        Assert.Equal(accepted, failure is null);
        Assert.True(failure is null or FormatException);
    }

    [Theory]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData("1\0")]
    [InlineData("1 2")]
    [InlineData("-")]
    [InlineData("2147483648")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    [InlineData("")]
    [Trait("Must", "P-4")]
    public void Read_NumberThatIsNone_Refuses(string json)
    {
        Assert.Throws<FormatException>(() => Read<int>(json));
        Assert.Throws<FormatException>(() => Read<short>(json == "2147483648" ? "32768" : json));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\"a\"b\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("a")]
    [InlineData("'a'")]
    [InlineData("\"a\" \"b\"")]
    public void Read_StringThatIsNone_Refuses(string json) => Assert.Throws<FormatException>(() => Read<string>(json));

    [Fact]
    public void Read_InvalidUtf8_Refuses()
    {
        byte[] payload = Payload.Forge([(byte)'"', 0xC3, 0x28, (byte)'"']);

        Assert.Throws<FormatException>(() => Payload.Read<string>(Serializer, payload));
    }

    [Theory]
    [InlineData("True")]
    [InlineData("1")]
    [InlineData("truefalse")]
    public void Read_BoolThatIsNone_Refuses(string json) => Assert.Throws<FormatException>(() => Read<bool>(json));

    [Theory]
    [InlineData("\"00000000000000000000000000000000\"")]
    [InlineData("\"{0000000-0000-0000-0000-000000000000}\"")]
    [InlineData("\"00000000-0000-0000-0000-00000000000g\"")]
    public void Read_GuidThatIsNone_Refuses(string json) => Assert.Throws<FormatException>(() => Read<Guid>(json));

    [Fact]
    public void Read_WhatTheConstructorRefuses_IsAFormatException()
    {
        FormatException failure = Assert.Throws<FormatException>(() => Read<Picky>("""{"count":-5}"""));

        Assert.IsType<ArgumentOutOfRangeException>(failure.InnerException);
        Assert.DoesNotContain("-5", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":secret}""")]
    [InlineData("""{"name":"secret","count":"secret"}""")]
    [InlineData("""{"name":"secret","secret":1,"secret":2,"count":null}""")]
    public void Read_Failure_DoesNotRepeatThePayload(string json)
    {
        FormatException failure = Assert.Throws<FormatException>(() => Read<Strict>(json));

        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FailureUnderALongKey_HasAShortMessage()
    {
        string json = $$"""{"{{new string('k', 100_000)}}":1}""";

        FormatException failure = Assert.Throws<FormatException>(() => Read<Dictionary<string, string>>(json));

        Assert.InRange(failure.Message.Length, 1, 500);
    }

    [Fact]
    public void Read_GiantArray_AllocatesAMultipleOfItsLength()
    {
        byte[] payload = Payload.Forge(Encoding.UTF8.GetBytes("[" + string.Join(',', new int[1_000_000]) + "x"));
        Assert.Throws<FormatException>(() => Read<List<int>>("[x"));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<FormatException>(() => Payload.Read<List<int>>(Serializer, payload));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8L * payload.Length);
    }

    private static T Read<T>(string json) => Payload.Read<T>(Serializer, Payload.Forge(Encoding.UTF8.GetBytes(json)));
}
