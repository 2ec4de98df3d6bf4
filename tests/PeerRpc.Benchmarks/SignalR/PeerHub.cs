using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;

namespace PeerRpc.Benchmarks.SignalR;

/// <summary>
/// The broker as an application of SignalR writes it: a client calls the hub, the hub asks the other client and
/// gives its result back. Bulk is a stream from the callee to the hub, joined to one from the hub to the caller.
/// </summary>
internal sealed class PeerHub(HubPeers peers) : Hub
{
    // Chunks that wait in the hub; the callee waits when there are more.
    private const int WaitingChunks = 2;

    /// <summary>Makes a client known under a peer id.</summary>
    public void Register(string peerId) => peers.Connections[peerId] = Context.ConnectionId;

    /// <summary>Calls a client and gives its result back.</summary>
    public Task<string> Echo(string peerId, string text) =>
        Clients.Client(peers.Connections[peerId])
            .InvokeAsync<string>(HubMethods.Echo, text, CancellationToken.None);

    /// <summary>Asks a client for bulk and gives it back.</summary>
    public async Task<ChannelReader<byte[]>> Read(string peerId, long bytes)
    {
        var chunks = Channel.CreateBounded<byte[]>(WaitingChunks);
        var transfer = Guid.NewGuid();
        peers.Transfers[transfer] = chunks.Writer;
        await Clients.Client(peers.Connections[peerId]).SendAsync(HubMethods.Send, transfer, bytes);
        return chunks.Reader;
    }

    /// <summary>Takes the bulk that a client was asked for.</summary>
    public async Task Deliver(Guid transfer, IAsyncEnumerable<byte[]> chunks)
    {
        if (!peers.Transfers.TryRemove(transfer, out ChannelWriter<byte[]>? writer))
            throw new HubException("Nobody has asked for this transfer.");
        await foreach (byte[] chunk in chunks) await writer.WriteAsync(chunk);
        writer.Complete();
    }
}
