using System.Buffers;
using System.IO.Pipelines;

namespace PeerRpc.Core.Transports;

/// <summary>A pair of pipes as a byte pipe: a server's raw connection, or two ends within one process.</summary>
/// <param name="pipe">The pipes.</param>
/// <param name="abort">Ends what stands behind the pipes; called at most once.</param>
/// <param name="description">What the pipe leads to, for logs.</param>
internal sealed class PipeTransport(IDuplexPipe pipe, Action abort, string description) : PeerTransport
{
    private int _aborted;

    public override string Description => description;

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        ValueTask<ReadResult> read = pipe.Input.ReadAsync();
        return read.IsCompletedSuccessfully ? new ValueTask<int>(Take(read.Result, buffer)) : TakeAsync(read, buffer);
    }

    public override async ValueTask<int> ReceiveAsync(IReceiveBuffer buffer) =>
        Take(await pipe.Input.ReadAsync().ConfigureAwait(false), buffer.Take());

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        ValueTask<FlushResult> write = pipe.Output.WriteAsync(bytes);
        if (!write.IsCompletedSuccessfully)
            return CheckAsync(write);
        Check(write.Result);
        return default;
    }

    public override ValueTask CloseOutputAsync() => pipe.Output.CompleteAsync();

    public override void Abort()
    {
        if (Interlocked.Exchange(ref _aborted, 1) != 0)
            return;
        pipe.Input.CancelPendingRead();
        pipe.Output.CancelPendingFlush();
        abort();
    }

    public override async ValueTask DisposeAsync()
    {
        await pipe.Input.CompleteAsync().ConfigureAwait(false);
        await pipe.Output.CompleteAsync().ConfigureAwait(false);
    }

    [System.Runtime.CompilerServices.AsyncMethodBuilder(
        typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> TakeAsync(ValueTask<ReadResult> read, Memory<byte> buffer) =>
        Take(await read.ConfigureAwait(false), buffer);

    [System.Runtime.CompilerServices.AsyncMethodBuilder(
        typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask CheckAsync(ValueTask<FlushResult> write) =>
        Check(await write.ConfigureAwait(false));

    private static void Check(FlushResult result)
    {
        if (result.IsCompleted || result.IsCanceled)
            throw new IOException("The other side has closed the connection.");
    }

    private int Take(ReadResult result, Memory<byte> buffer)
    {
        if (result.IsCanceled)
            throw new IOException("The connection was aborted.");
        ReadOnlySequence<byte> available = result.Buffer;
        if (available.Length > buffer.Length)
            available = available.Slice(0, buffer.Length);
        int count = (int)available.Length;
        available.CopyTo(buffer.Span);
        pipe.Input.AdvanceTo(available.End);
        return count;
    }
}
