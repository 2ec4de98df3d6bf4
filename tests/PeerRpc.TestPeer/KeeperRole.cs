using PeerRpc.Client;

namespace PeerRpc.TestPeer;

/// <summary>Reads the first item of many streams of the peer <c>source</c>, and keeps them open.</summary>
internal static class KeeperRole
{
    public const int Streams = 50;

    public static async Task<IAsyncDisposable> StartAsync(Uri broker)
    {
        PeerClient client = await PeerClient.ConnectAsync(broker);
        IWorkSource source = client.Peer("source").Controller<IWorkSource>();
        for (int i = 0; i < Streams; i++)
            await source.Items().GetAsyncEnumerator().MoveNextAsync();
        return client;
    }
}
