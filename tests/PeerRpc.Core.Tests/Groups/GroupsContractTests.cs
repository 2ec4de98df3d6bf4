using System.Text;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Tests.Protocol;
using PeerRpc.Core.Tests.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Groups;

public class GroupsContractTests
{
    private const string Table = "| signature of the groups | arguments | |";

    private static readonly JsonPeerSerializer Serializer = new([GroupsJson.Default]);

    [Fact]
    [Trait("Must", "Q-41")]
    public void Contract_OfTheGroups_IsThatOfTheDocument() =>
        DocumentedContract.IsThatOf<IGroupsController>("$peerrpc/groups", Table);

    [Fact]
    [Trait("Must", "Q-41")]
    public void Arguments_OnTheWire_HaveTheMembersOfTheDocument()
    {
        string[] written =
        [
            Write(new GroupJoin("doc", "bob", Guid.Empty, 0, 0)), "\"doc\", \"bob\"",
            Write(new GroupMessage("doc", "bob", "/pad", "Insert", 7, [1, 2])), "\"doc\"",
            Write(new GroupWatch("doc", Guid.Empty, 0)),
        ];

        Assert.Equal(ProtocolDocument.Table(Table).Select(row => row[1].Trim('`')), written);
    }

    [Fact]
    [Trait("Must", "Q-41")]
    public void Items_OnTheWire_HaveTheMembersOfTheDocument()
    {
        var epoch = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        var call = new GroupDelivery("bob", "/pad", "Insert", [1, 2], 7, "Bearer", [new StampedClaim("sub", "u1")]);

        Assert.Equal(
            "{\"number\":4,\"epoch\":\"00112233-4455-6677-8899-aabbccddeeff\",\"missed\":-1}",
            Write(new GroupItem(4, epoch, GroupItem.UnknownMissed)));
        Assert.Equal(
            "{\"number\":5,\"message\":{\"sender\":\"bob\",\"path\":\"/pad\",\"method\":\"Insert\",\"payload\":0," +
            "\"signature\":7,\"authenticationType\":\"Bearer\",\"claims\":[{\"type\":\"sub\",\"value\":\"u1\"}]}}",
            Write(new GroupItem(5, Message: call)));
        Assert.Equal(
            "{\"number\":6,\"message\":{\"sender\":\"\",\"path\":\"\",\"method\":\"cursor\",\"payload\":0}}",
            Write(new GroupItem(6, Message: new GroupDelivery("", "", "cursor", [1]))));
        Assert.Equal("{\"number\":9,\"missed\":3}", Write(new GroupItem(9, Missed: 3)));
    }

    [Fact]
    public void Items_ThatWereWritten_AreRead()
    {
        StampedClaim[] claims = [new("sub", "u1"), new("name", "Bob")];
        GroupDelivery[] messages =
        [
            new("bob", "/pad", "Insert", [1, 2], uint.MaxValue, "Bearer", claims),
            new("bob", "/pad", "Insert", [3], uint.MaxValue, "Bearer", [.. claims]),
            new("bob", "/pad", "Insert", [], 7, "Bearer", [claims[0]]),
            new("bob", "/pad", "Insert", [4], 7, "Bearer", [claims[0], claims[1], new("more", "")]),
            new("ann", "", "cursor", [5]),
            new("", "/pad", "Gr\u00fc\u00dfe \"x\"", [6], 7, "Bearer", [claims[1]]),
        ];

        // Each twice, because the second time most of it is known.
        foreach (GroupDelivery message in messages.SelectMany(message => new[] { message, message }))
        {
            GroupItem read = Read(Payload.Write(Serializer, new GroupItem(5, Message: message)));

            Assert.Equal(5, read.Number);
            Assert.Equal(message.Payload, read.Message!.Payload);
            Assert.Equal(message.Claims, read.Message.Claims);
            Assert.Equal(
                message with { Payload = [], Claims = null }, read.Message with { Payload = [], Claims = null });
        }
        var first = new GroupItem(1, Guid.NewGuid(), 3);
        Assert.Equal(first, Read(Payload.Write(Serializer, first)));
    }

    [Fact]
    public void Item_FromANewerBroker_IsReadWithoutWhatIsNotKnown() => Assert.Equal(
        new GroupItem(7, Missed: 2),
        ReadJson("{\"more\":{\"number\":1},\"number\":7,\"no\":null,\"others\":[[1],{}],\"missed\":2}"));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{\"number\":null}")]
    [InlineData("{\"number\":\"7\"}")]
    [InlineData("{\"number\":1.5}")]
    [InlineData("{\"number\":1,\"number\":2}")]
    [InlineData("{\"number\":1,\"epoch\":\"x\"}")]
    [InlineData("{\"number\":1,\"message\":null}")]
    [InlineData("{\"number\":1,\"message\":[]}")]
    [InlineData("{\"number\":1,\"message\":{\"sender\":\"\",\"path\":\"\",\"method\":\"\"}}")]
    [InlineData("{\"number\":1,\"message\":{\"sender\":7,\"path\":\"\",\"method\":\"\",\"payload\":0}}")]
    [InlineData("{\"number\":1,\"message\":{\"sender\":\"\",\"path\":\"\",\"method\":\"\",\"payload\":9}}")]
    [InlineData(
        "{\"number\":1,\"message\":{\"sender\":\"\",\"path\":\"\",\"method\":\"\",\"payload\":0,\"signature\":-1}}")]
    [InlineData(
        "{\"number\":1,\"message\":{\"sender\":\"\",\"path\":\"\",\"method\":\"\",\"payload\":0,\"claims\":[7]}}")]
    [InlineData(
        "{\"number\":1,\"message\":{\"sender\":\"\",\"path\":\"\",\"method\":\"\",\"payload\":0,\"claims\":[[]]}}")]
    public void Item_ThatIsMalformed_IsRefused(string json) =>
        Assert.ThrowsAny<FormatException>(() => ReadJson(json));

    private static GroupItem ReadJson(string json) => Read(
        json.Contains("payload") ? Payload.Forge(Encoding.UTF8.GetBytes(json), [1, 2])
            : Payload.Forge(Encoding.UTF8.GetBytes(json)));

    private static GroupItem Read(byte[] payload) => Payload.Read<GroupItem>(Serializer, payload);

    private static string Write<T>(T value) =>
        Encoding.UTF8.GetString(Payload.FirstValue(Payload.Write(Serializer, value)));
}
