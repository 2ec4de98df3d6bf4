namespace PeerRpc.Core.Transports;

/// <summary>
/// A duplex byte pipe between a client and a broker. Frames run over it back to back; how the bytes are cut into
/// messages or packets carries no meaning.
/// </summary>
/// <remarks>
/// The connection above it calls <see cref="ReceiveAsync(Memory{byte})"/> or its sibling from one place, and
/// <see cref="SendAsync"/> from one place, at a time; the two run at the same time. <see cref="Abort"/> may be called
/// from any thread, at any time, and makes both fail.
/// </remarks>
public abstract class PeerTransport : IAsyncDisposable
{
    /// <summary>What the pipe leads to, for logs, for example <c>ws 127.0.0.1:51234</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Receives some bytes.</summary>
    /// <param name="buffer">Where they go; at least one byte long.</param>
    /// <returns>How many bytes came; 0 when the other side has closed its direction.</returns>
    public abstract ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <summary>Receives some bytes, but takes a buffer for them only once there are any.</summary>
    /// <param name="buffer">Gives the buffer.</param>
    /// <returns>How many bytes came; 0 when the other side has closed its direction.</returns>
    /// <remarks>
    /// So waits a connection on which little happens: thousands of them would hold thousands of buffers otherwise. A
    /// transport that cannot wait without a buffer takes one at once, which is what this method does here.
    /// </remarks>
    public virtual ValueTask<int> ReceiveAsync(IReceiveBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return ReceiveAsync(buffer.Take());
    }

    /// <summary>Sends all the bytes, waiting while the other side is slow.</summary>
    /// <param name="bytes">The bytes; they do not change until the send has completed.</param>
    /// <returns>A task that ends when the buffer may be used again.</returns>
    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Says that nothing more will be sent; called once, after the last send.</summary>
    /// <returns>A task that ends when this has been handed to the network.</returns>
    public abstract ValueTask CloseOutputAsync();

    /// <summary>Ends the pipe at once.</summary>
    public abstract void Abort();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
