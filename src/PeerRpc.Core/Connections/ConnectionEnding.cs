using PeerRpc.Core.Transports;

namespace PeerRpc.Core.Connections;

/// <summary>The end of a connection whose reading has ended.</summary>
/// <remarks>
/// 1. What is queued goes out if the other side takes it in time, unless the transport is broken. 2. If this side has
/// refused what the other one sent, the rest of that is thrown away, so that it learns why. 3. The transport is closed.
/// </remarks>
/// <param name="connection">The connection; disposed here.</param>
/// <param name="transport">Its transport; disposed here.</param>
/// <param name="time">The clock.</param>
internal sealed class ConnectionEnding(FrameConnection connection, PeerTransport transport, TimeProvider time)
{
    private const int DiscardBuffer = 4 * 1024;

    private static readonly TimeSpan DiscardGrace = TimeSpan.FromMilliseconds(500);

    private Exception? _discarded;

    /// <summary>Ends it.</summary>
    /// <param name="read">How the reading ended.</param>
    /// <param name="writer">The writer.</param>
    /// <param name="writing">Ends when the writer has.</param>
    /// <returns>What the transport threw, if it broke.</returns>
    public async Task<Exception?> RunAsync(ReadEnd read, WriteLoop writer, Task writing)
    {
        if (read.Error is null && !writing.IsFaulted)
            await writing.WaitAsync(FrameConnection.CloseGrace, time)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (read.Fault is not null && writing.IsCompletedSuccessfully)
            await DiscardRestAsync().ConfigureAwait(false);
        Exception? closing = await CloseTransportAsync(writer, writing).ConfigureAwait(false);
        return read.Error ?? writing.Exception?.InnerException ?? closing ?? _discarded;
    }

    // Cutting a socket at once would take the goodbye with it that is still on its way: the other side would see a
    // reset, and not why. So what it still sends is thrown away until it closes its direction, but not for long.
    private async Task DiscardRestAsync()
    {
        byte[] rest = new byte[DiscardBuffer];
        using var late = new CancellationTokenSource(DiscardGrace, time);
        using CancellationTokenRegistration cut =
            late.Token.UnsafeRegister(static state => ((FrameConnection)state!).Abort(), connection);
        try
        {
            while (await transport.ReceiveAsync(rest).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception exception)
        {
            // However the transport breaks now, it is about to be closed: this is the end that was waited for.
            _discarded = exception;
        }
    }

    private async Task<Exception?> CloseTransportAsync(WriteLoop writer, Task writing)
    {
        try
        {
            transport.Abort();
            lock (connection.Output.Gate)
                connection.Output.Close();
            writer.Close();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            connection.Dispose();
            await transport.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            // A transport may be anybody's; however it fails to close, the connection has ended, and all have to know.
            return exception;
        }
    }
}
