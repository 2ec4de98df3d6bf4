using Microsoft.AspNetCore.SignalR.Client;
using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.SignalR;

/// <summary>Calls the callee, and asks for bulk, through the hub.</summary>
internal sealed class SignalRCaller(HubConnection connection) : IBulkCaller
{
    /// <inheritdoc/>
    public ValueTask<string> EchoAsync(string text) =>
        new(connection.InvokeAsync<string>(nameof(PeerHub.Echo), SignalRClient.CalleeId, text));

    /// <inheritdoc/>
    public async Task ReceiveAsync(BulkTarget target, long bytes, BulkMeter meter)
    {
        IAsyncEnumerable<byte[]> chunks =
            connection.StreamAsync<byte[]>(nameof(PeerHub.Read), SignalRClient.IdOf(target), bytes);
        await foreach (byte[] chunk in chunks) meter.Take(chunk);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
