using System.Net.Sockets;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>A TCP or Unix socket as a byte pipe.</summary>
internal sealed class SocketPipe(Socket socket) : IRelayPipe
{
    /// <inheritdoc/>
    public ValueTask<int> ReadAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer, SocketFlags.None);

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        ValueTask<int> sending = socket.SendAsync(bytes, SocketFlags.None);
        if (!sending.IsCompletedSuccessfully) return FinishAsync(sending, bytes);
        int sent = sending.Result;
        return sent == bytes.Length ? ValueTask.CompletedTask : WriteAsync(bytes[sent..]);
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private async ValueTask FinishAsync(ValueTask<int> sending, ReadOnlyMemory<byte> bytes)
    {
        int sent = await sending;
        if (sent < bytes.Length) await WriteAsync(bytes[sent..]);
    }
}
