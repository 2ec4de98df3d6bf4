using System.Text;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Tests.Protocol;
using PeerRpc.Core.Tests.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Discovery;

public class DirectoryContractTests
{
    private const string Table = "| signature of the directory | arguments | |";

    private static readonly JsonPeerSerializer Serializer = new([DirectoryJson.Default]);

    private static readonly PeerDescription Description = new(
        [new PeerControllerInfo("/chat", ["Say(String text):void"])], ["draw"],
        new Dictionary<string, string> { ["colour"] = "red" });

    [Fact]
    [Trait("Must", "Q-30")]
    public void Contract_OfTheDirectory_IsThatOfTheDocument() =>
        DocumentedContract.IsThatOf<IDirectoryController>("$peerrpc/directory", Table);

    [Fact]
    [Trait("Must", "Q-30")]
    public void Arguments_OnTheWire_HaveTheMembersOfTheDocument()
    {
        string[] written =
        [
            Write(Description), Write(new PeerFilter()), "\"bob\"",
            Write(new DirectoryWatch(new PeerFilter(), Guid.Empty, 0)),
        ];

        Assert.Equal(ProtocolDocument.Table(Table).Select(row => row[1].Trim('`')), written);
    }

    [Fact]
    [Trait("Must", "Q-30")]
    public void Batch_OnTheWire_HasTheMembersOfTheDocument()
    {
        var peer = new PeerInfo
        {
            Id = "bob",
            State = PeerState.Reconnecting,
            Since = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Controllers = Description.Controllers,
            Capabilities = Description.Capabilities,
            Metadata = Description.Metadata,
            Claims = new Dictionary<string, string> { ["name"] = "Bob" },
        };
        const string Peer = "{\"id\":\"bob\",\"state\":1,\"since\":\"2026-01-02T03:04:05+00:00\"," +
            "\"controllers\":[{\"path\":\"/chat\",\"methods\":[\"Say(String text):void\"]}]," +
            "\"capabilities\":[\"draw\"],\"metadata\":{\"colour\":\"red\"},\"claims\":{\"name\":\"Bob\"}}";

        Assert.Equal(
            "{\"epoch\":\"00000000-0000-0000-0000-000000000000\",\"number\":7,\"part\":2,\"present\":[" + Peer +
            "],\"gone\":[\"ann\"]}",
            Write(new DirectoryBatch(Guid.Empty, 7, BatchPart.SnapshotEnd, [peer], ["ann"])));
    }

    private static string Write<T>(T value) =>
        Encoding.UTF8.GetString(Payload.FirstValue(Payload.Write(Serializer, value)));
}
