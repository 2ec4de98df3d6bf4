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

    private static string Write<T>(T value) =>
        Encoding.UTF8.GetString(Payload.FirstValue(Payload.Write(Serializer, value)));
}
