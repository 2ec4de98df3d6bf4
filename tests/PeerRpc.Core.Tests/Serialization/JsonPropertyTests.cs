using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Serialization;

public sealed class JsonPropertyTests
{
    private static readonly JsonPeerSerializer Serializer = new([TestJson.Default], 32, allowReflection: false);

    private static readonly Gen<byte[]> Bytes = ArbMap.Default.GeneratorFor<byte[]>();

    // JSON is UTF-8, which cannot hold half a surrogate pair.
    private static readonly Gen<string> Text =
        ArbMap.Default.GeneratorFor<char[]>().Select(static chars => Encoding.UTF8.GetString(
            Encoding.UTF8.GetBytes(new string(chars))));

    [Fact]
    public void RoundTrip_AnyDocument_IsEqual() => Check.QuickThrowOnFailure(
        Prop.ForAll(
            Documents(4).ToArbitrary(), static document => Same(document, Payload.RoundTrip(Serializer, document))));

    [Fact]
    public void RoundTrip_AnyString_IsEqualAndTheSameOnTheWire() => Check.QuickThrowOnFailure(
        Prop.ForAll(Text.ToArbitrary(), static text =>
            Payload.RoundTrip(Serializer, text) == text && IsAsInsideAList(text)));

    [Fact]
    public void RoundTrip_AnyLong_IsEqualAndTheSameOnTheWire() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), static number =>
            Payload.RoundTrip(Serializer, number) == number && IsAsInsideAList(number)));

    [Fact]
    public void RoundTrip_AnyGuid_IsEqualAndTheSameOnTheWire() => Check.QuickThrowOnFailure(
        Prop.ForAll(ArbMap.Default.ArbFor<Guid>(), static guid =>
            Payload.RoundTrip(Serializer, guid) == guid && IsAsInsideAList(guid)));

    [Fact]
    public void Read_AnyMutation_IsAValueOrAFormatException() => Check.QuickThrowOnFailure(
        Prop.ForAll(
            Documents(2).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), ArbMap.Default.ArbFor<byte>(),
            static (document, position, replacement) =>
            {
                byte[] payload = Payload.Write(Serializer, document);
                payload[position % payload.Length] = replacement;
                return Record.Exception(() => Payload.Read<Document>(Serializer, payload)) is null or FormatException;
            }));

    // Values in a list are written by the JSON serializer, those that are arguments perhaps directly.
    private static bool IsAsInsideAList<T>(T value)
    {
        byte[] list = Payload.FirstValue(Payload.Write(Serializer, new List<T> { value }));
        return list.AsSpan(1..^1).SequenceEqual(Payload.FirstValue(Payload.Write(Serializer, value)));
    }

    private static Gen<Document> Documents(int depth) =>
        from title in Text
        from pages in ArbMap.Default.GeneratorFor<int>()
        from cover in Gen.OneOf(Bytes.Select(static bytes => (byte[]?)bytes), Gen.Constant<byte[]?>(null))
        from parts in Bytes.ListOf()
        from keys in Text.ListOf()
        from next in depth == 0 ? Gen.Constant<Document?>(null) : Documents(depth - 1).Select(static d => (Document?)d)
        select new Document(title, pages, cover, [.. parts], keys.Distinct().ToDictionary(static k => k), next);

    private static bool Same(Document? left, Document? right) =>
        left is null || right is null
            ? left is null && right is null
            : left.Title == right.Title && left.Pages == right.Pages
                && Same(left.Cover, right.Cover)
                && left.Parts.Count == right.Parts.Count
                && left.Parts.Zip(right.Parts).All(static pair => Same(pair.First, pair.Second))
                && left.Tags.Count == right.Tags.Count && left.Tags.All(tag => right.Tags[tag.Key] == tag.Value)
                && Same(left.Next, right.Next);

    private static bool Same(byte[]? left, byte[]? right) =>
        left is null || right is null ? left is null && right is null : left.AsSpan().SequenceEqual(right);
}
