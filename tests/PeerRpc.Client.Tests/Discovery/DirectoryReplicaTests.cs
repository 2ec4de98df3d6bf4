using PeerRpc.Client.Discovery;
using PeerRpc.Core.Discovery;
using Xunit;

namespace PeerRpc.Client.Tests.Discovery;

public class DirectoryReplicaTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private readonly DirectoryReplica _replica = new();

    [Fact]
    public void Apply_OfAnotherBroker_TellsOfWhoIsMissingOnceTheWindowIsOver()
    {
        Snapshot(Guid.NewGuid(), "alice", "bob");
        _replica.Lose();

        PeerDirectoryUpdate back = Snapshot(Guid.NewGuid(), "alice")!;
        PeerDirectoryUpdate over = _replica.EndWindow()!;

        Assert.Equal(PeerState.Reconnecting, Assert.Single(back.Changed).State);
        Assert.Equal(["bob"], over.Gone);
        Assert.Equal(["alice"], over.Peers.Keys);
    }

    [Fact]
    public void Apply_OfSomebodyMissingWhoHasComeAndGone_TellsOfThatOnce()
    {
        var epoch = Guid.NewGuid();
        Snapshot(Guid.NewGuid(), "alice", "bob");
        _replica.Lose();
        Snapshot(epoch, "alice");

        PeerDirectoryUpdate gone = _replica.Apply(
            new DirectoryBatch(epoch, 2, BatchPart.Changes, [], ["bob"]), isWindowOver: false, Now)!;

        Assert.Equal(["bob"], gone.Gone);
        Assert.False(_replica.IsWaiting);
        Assert.Null(_replica.EndWindow());
    }

    [Fact]
    public void Apply_OfASnapshotAfterOneThatWasCutOff_HasNobodyOfTheFirst()
    {
        var epoch = Guid.NewGuid();
        _replica.Apply(
            new DirectoryBatch(
                epoch, 1, BatchPart.Snapshot,
                [new PeerInfo { Id = "ghost", State = PeerState.Online, Since = Now }], []),
            isWindowOver: false, Now);
        _replica.Lose();

        PeerDirectoryUpdate first = Snapshot(epoch, "alice")!;

        Assert.Equal(["alice"], first.Peers.Keys);
    }

    private PeerDirectoryUpdate? Snapshot(Guid epoch, params string[] ids) => _replica.Apply(
        new DirectoryBatch(
            epoch, 1, BatchPart.SnapshotEnd,
            [.. ids.Select(id => new PeerInfo { Id = id, State = PeerState.Online, Since = Now })], []),
        isWindowOver: false, Now);
}
