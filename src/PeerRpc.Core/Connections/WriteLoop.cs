using System.Buffers;
using System.Threading.Tasks.Sources;
using PeerRpc.Core.Transports;

namespace PeerRpc.Core.Connections;

/// <summary>The one writer of a connection: sends whatever has gathered, and rests while nothing waits.</summary>
/// <remarks>
/// The loop is woken by completing the value task that it awaits, on the thread that asked for the flush. So an idle
/// connection sends its first frame at once and without a change of threads, which costs 10 to 25 us, and a flush
/// allocates nothing.
/// </remarks>
/// <param name="transport">Where the bytes go.</param>
/// <param name="queue">Where they come from.</param>
/// <param name="owner">Told each time that the queue has been emptied, and when all is sent.</param>
/// <param name="time">The clock.</param>
/// <param name="scheduler">Runs a flush that was put off.</param>
internal sealed class WriteLoop(
    PeerTransport transport, OutboundQueue queue, IWriteOwner owner, TimeProvider time, WorkScheduler scheduler)
    : IValueTaskSource, IThreadPoolWorkItem, IFlushable
{
    // A longer batch is sent in parts, so that a slow other side is told from one that takes nothing at all. Larger
    // parts cost fewer system calls, which is worth a tenth of the speed of bulk, but only if they are taken quickly.
    private const int SmallestPart = 64 * 1024;
    private const int LargestPart = 256 * 1024;

    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(1);

    private ManualResetValueTaskSourceCore<bool> _wake;
    private bool _resting; // guarded by the queue's gate
    private bool _closing; // guarded by the queue's gate
    private int _part = SmallestPart;
    private int _scheduled;
    private long _sent;
    private long _taken; // guarded by the queue's gate: bytes that are being sent, or have been

    /// <summary>How many bytes there have been to send, those included that wait.</summary>
    public long Appended
    {
        get
        {
            lock (queue.Gate)
                return _taken + queue.Length;
        }
    }

    /// <summary>How many bytes the transport has taken.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Whether something waits to be sent, or is being sent.</summary>
    public bool IsSending
    {
        get
        {
            lock (queue.Gate)
                return !_resting;
        }
    }

    /// <summary>
    /// Sends until <see cref="Close"/>, then what is left, then closes the transport's output. If that cannot be done
    /// the transport is cut off, for whoever reads to learn of it.
    /// </summary>
    public async Task RunAsync()
    {
        try
        {
            Step step;
            while ((step = NextStep(out ArraySegment<byte> batch)) != Step.End)
            {
                if (step == Step.Rest)
                {
                    await new ValueTask(this, _wake.Version).ConfigureAwait(false);
                    continue;
                }
                owner.OnRoom();
                if (batch.Count > SmallestPart)
                {
                    await SendInPartsAsync(batch).ConfigureAwait(false);
                }
                else
                {
                    await transport.SendAsync(batch).ConfigureAwait(false);
                    CountSent(batch.Count);
                }
                ArrayPool<byte>.Shared.Return(batch.Array!);
            }
            await transport.CloseOutputAsync().ConfigureAwait(false);
        }
        catch
        {
            transport.Abort();
            throw;
        }
        owner.OnOutputClosed();
    }

    /// <summary>Sends what waits, on this thread if the writer rests.</summary>
    public void Flush()
    {
        lock (queue.Gate)
        {
            if (!_resting || (queue.Length == 0 && !_closing))
                return;
            _resting = false;
        }
        _wake.SetResult(true);
    }

    /// <summary>Sends what waits soon, so that more can gather first.</summary>
    public void ScheduleFlush()
    {
        if (Volatile.Read(ref _scheduled) == 0 && Interlocked.Exchange(ref _scheduled, 1) == 0)
            scheduler.Defer(this);
    }

    /// <summary>Lets the loop end once everything has been sent.</summary>
    public void Close()
    {
        lock (queue.Gate)
            _closing = true;
        Flush();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _scheduled, 0);
        Flush();
    }

    void IValueTaskSource.GetResult(short token) => _wake.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _wake.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wake.OnCompleted(continuation, state, token, flags);

    private async ValueTask SendInPartsAsync(ArraySegment<byte> batch)
    {
        for (int at = 0; at < batch.Count;)
        {
            int length = Math.Min(_part, batch.Count - at);
            long begun = time.GetTimestamp();
            await transport.SendAsync(batch.AsMemory(at, length)).ConfigureAwait(false);
            _part = time.GetElapsedTime(begun) < Quickly ? Math.Min(2 * _part, LargestPart) : SmallestPart;
            at += length;
            CountSent(length);
        }
    }

    private void CountSent(int length) => Volatile.Write(ref _sent, _sent + length);

    private Step NextStep(out ArraySegment<byte> batch)
    {
        lock (queue.Gate)
        {
            if (queue.Length > 0)
            {
                batch = queue.TakeAll();
                _taken += batch.Count;
                return Step.Send;
            }
            batch = default;
            if (_closing)
                return Step.End;
            _wake.Reset();
            _resting = true;
            return Step.Rest;
        }
    }

    private enum Step
    {
        Rest,
        Send,
        End,
    }
}
