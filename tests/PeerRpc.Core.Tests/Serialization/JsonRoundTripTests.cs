using System.Text;
using PeerRpc.Core.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Serialization;

public sealed class JsonRoundTripTests
{
    // Without reflection: what these tests carry, a native app carries.
    private static readonly JsonPeerSerializer Serializer = new([TestJson.Default], 32, allowReflection: false);

    [Fact]
    public void RoundTrip_Integers_Survive()
    {
        AssertSame<byte>(0, byte.MaxValue);
        AssertSame<sbyte>(sbyte.MinValue, sbyte.MaxValue);
        AssertSame<short>(short.MinValue, short.MaxValue);
        AssertSame<ushort>(0, ushort.MaxValue);
        AssertSame(0, 1, -1, int.MinValue, int.MaxValue);
        AssertSame<uint>(0, uint.MaxValue);
        AssertSame(0L, -1L, long.MinValue, long.MaxValue);
        AssertSame(0UL, ulong.MaxValue);
        AssertSame(Int128.MinValue, Int128.MaxValue);
        AssertSame(UInt128.MinValue, UInt128.MaxValue);
    }

    [Fact]
    public void RoundTrip_OtherNumbers_Survive()
    {
        AssertSame(0.0, -0.0, double.Epsilon, double.MaxValue, 0.1, 1e100);
        AssertSame(0.0f, float.Epsilon, float.MinValue, 0.1f);
        AssertSame(Half.MaxValue, Half.Epsilon);
        AssertSame(decimal.MinValue, 0.10m, decimal.MaxValue);
        AssertSame<double?>(null, 1.5);
        AssertSame<int?>(null, 0, -7);
    }

    [Fact]
    public void RoundTrip_TextAndIdentifiers_Survive()
    {
        AssertSame("", "plain", "with \"quotes\" and \\", "\0\u001f\u007f\n", "Привет, 世界 🎉", new string('x', 100_000));
        AssertSame('a', '"', 'я');
        AssertSame(true, false);
        AssertSame<bool?>(true, null);
        AssertSame(Guid.Empty, Guid.NewGuid());
        AssertSame<Guid?>(null, Guid.NewGuid());
        AssertSame(new Uri("https://example.org/a?b=c#d"), new Uri("relative/path", UriKind.Relative));
        AssertSame(new Version(1, 2, 3, 4));
    }

    [Fact]
    public void RoundTrip_Times_Survive()
    {
        AssertSame(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), DateTime.MaxValue);
        AssertSame(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(-7)), DateTimeOffset.MinValue);
        AssertSame(DateOnly.MinValue, new DateOnly(2026, 12, 31));
        AssertSame(TimeOnly.MaxValue, TimeOnly.MinValue);
        AssertSame(TimeSpan.MinValue, TimeSpan.FromTicks(1));
        AssertSame<DateTime?>(null, DateTime.UnixEpoch);
    }

    [Fact]
    public void RoundTrip_Collections_Survive()
    {
        int[] numbers = [1, 2, 3];
        Assert.Equal(numbers, Payload.RoundTrip(Serializer, numbers));
        Assert.Equal(["a", "b"], Payload.RoundTrip(Serializer, new List<string> { "a", "b" }));
        Assert.Equal([1.5], Payload.RoundTrip<IReadOnlyList<double>>(Serializer, [1.5]));
        var tags = new Dictionary<string, string> { ["k"] = "v", ["K"] = "w" };
        Assert.Equal(tags, Payload.RoundTrip(Serializer, tags));
        Assert.Null(Payload.RoundTrip<string[]?>(Serializer, null));
        Assert.Null(Payload.RoundTrip<string?>(Serializer, null));
    }

    [Fact]
    [Trait("Must", "P-4")]
    public void Write_Names_AreInCamelCaseWhateverTheContextSays()
    {
        byte[] payload = Payload.Write(Serializer, new Strict("a", 2));

        Assert.Equal("""{"name":"a","count":2,"note":null}""", Encoding.UTF8.GetString(Payload.FirstValue(payload)));
    }

    [Fact]
    public void Write_AfterAFailure_StartsClean()
    {
        Assert.Throws<ArgumentException>(() => Payload.Write(Serializer, new List<double> { 1, double.NaN }));

        Assert.Equal([2.0], Payload.RoundTrip(Serializer, new List<double> { 2 }));
    }

    private static void AssertSame<T>(params T[] values)
    {
        foreach (T value in values)
            Assert.Equal(value, Payload.RoundTrip(Serializer, value));
    }
}
