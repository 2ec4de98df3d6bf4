using System.Net.Sockets;

namespace PeerRpc.Core.Transports;

/// <summary>A connected stream socket (TCP or Unix domain) as a byte pipe.</summary>
internal sealed class SocketTransport(Socket socket, string description) : PeerTransport
{
    private int _ended;

    public override string Description => description;

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer);

    // A receive into nothing ends when there are bytes, or the other side closes: then the next one tells.
    public override async ValueTask<int> ReceiveAsync(IReceiveBuffer buffer)
    {
        await socket.ReceiveAsync(Memory<byte>.Empty).ConfigureAwait(false);
        return await socket.ReceiveAsync(buffer.Take()).ConfigureAwait(false);
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        ValueTask<int> send = socket.SendAsync(bytes);
        if (!send.IsCompletedSuccessfully)
            return SendRestAsync(send, bytes);
        int sent = send.Result;
        return sent == bytes.Length ? default : SendRestAsync(new ValueTask<int>(sent), bytes);
    }

    public override ValueTask CloseOutputAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        return default;
    }

    public override void Abort()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        // A zero linger makes the close a reset, so that the other side notices at once.
        if (socket.AddressFamily != AddressFamily.Unix)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            socket.Dispose();
        return default;
    }

    private async ValueTask SendRestAsync(ValueTask<int> send, ReadOnlyMemory<byte> bytes)
    {
        while (true)
        {
            int sent = await send.ConfigureAwait(false);
            if (sent == bytes.Length)
                return;
            bytes = bytes[sent..];
            send = socket.SendAsync(bytes);
        }
    }
}
