namespace PeerRpc.TestKit.Histories;

/// <summary>
/// Writes what happens in one process of a run. Each method is called at the moment that its event names: before a call
/// is made, at the method's first statement, before it returns, when the outcome is there.
/// </summary>
/// <param name="process">
/// The number of the process. A process that is started again gets a new one: numbers name instances.
/// </param>
/// <param name="sink">Where the events go.</param>
/// <param name="time">
/// The clock. The system's timestamps are the same for all processes of a machine.
/// </param>
public sealed class HistoryRecorder(int process, IHistorySink sink, TimeProvider time)
{
    /// <summary>The number of the process.</summary>
    public int Process => process;

    /// <summary>A caller is about to call.</summary>
    /// <param name="call">Names the call in the whole run; the callee learns it from the arguments.</param>
    /// <param name="target">The number of the peer that is called.</param>
    /// <param name="form">What is promised of it.</param>
    /// <param name="value">What it asks, as a random number.</param>
    /// <param name="deadline">How long the caller waits; zero for no deadline.</param>
    /// <param name="order">
    /// Rises with each call to the same peer that travels in a single frame, if this one does; zero for none. The
    /// number is drawn and the call made under one lock.
    /// </param>
    /// <param name="label">Anything; for who reads the history.</param>
    public void Invoked(
        long call, int target, CallForm form, long value, TimeSpan deadline = default, long order = 0,
        long label = 0) =>
        Write(HistoryEventKind.CallInvoked, call, new HistoryEvent
        {
            Target = target,
            Form = form,
            Value = value,
            Number = label,
            Deadline = deadline,
            Order = order,
        });

    /// <summary>A callee has entered the method.</summary>
    /// <param name="call">The call.</param>
    /// <param name="value">What it was asked.</param>
    public void Started(long call, long value) =>
        Write(HistoryEventKind.ExecutionStarted, call, new HistoryEvent { Value = value });

    /// <summary>A callee is about to leave the method.</summary>
    public void Ended(long call) => Write(HistoryEventKind.ExecutionEnded, call, default);

    /// <summary>The caller has the result.</summary>
    /// <param name="call">The call.</param>
    /// <param name="value">The result; that of a call that gives nothing back is its request.</param>
    public void Succeeded(long call, long value) =>
        Write(HistoryEventKind.OutcomeSeen, call, new HistoryEvent { Value = value });

    /// <summary>The caller has an error.</summary>
    public void Failed(long call, PeerErrorCode code, Executed executed) =>
        Write(HistoryEventKind.OutcomeSeen, call, new HistoryEvent { Code = code, Executed = executed });

    /// <summary>The token of a method has fired while the method ran.</summary>
    public void TokenFired(long call) => Write(HistoryEventKind.TokenFired, call, default);

    /// <summary>One side of a stream begins.</summary>
    /// <param name="stream">Names the stream in the whole run, apart from calls.</param>
    /// <param name="call">The call that it belongs to.</param>
    /// <param name="side">Which side.</param>
    /// <param name="mayDrop">Whether items may be dropped if they are counted.</param>
    public void Opened(long stream, long call, StreamSide side, bool mayDrop = false) =>
        Write(HistoryEventKind.StreamOpened, stream, new HistoryEvent
        {
            Value = call,
            Side = side,
            Number = mayDrop ? 1 : 0,
        });

    /// <summary>The producer is about to give away the item with this index, counted from zero.</summary>
    public void Produced(long stream, long index) =>
        Write(HistoryEventKind.ItemProduced, stream, new HistoryEvent { Value = index });

    /// <summary>The reader has the item with this index, as the item itself says.</summary>
    public void Consumed(long stream, long index) =>
        Write(HistoryEventKind.ItemConsumed, stream, new HistoryEvent { Value = index });

    /// <summary>The producer is about to give away bytes.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="count">How many they are in all, from the first one on.</param>
    /// <param name="hash">The hash of all of them.</param>
    public void ProducedBytes(long stream, long count, long hash) =>
        Write(HistoryEventKind.BytesProduced, stream, new HistoryEvent { Value = count, Number = hash });

    /// <summary>The reader has bytes.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="count">How many they are in all, from the first one on.</param>
    /// <param name="hash">The hash of all of them.</param>
    public void ConsumedBytes(long stream, long count, long hash) =>
        Write(HistoryEventKind.BytesConsumed, stream, new HistoryEvent { Value = count, Number = hash });

    /// <summary>One side of a stream has ended without an error.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="side">Which side.</param>
    /// <param name="fate">How.</param>
    /// <param name="dropped">How many items were dropped and counted.</param>
    public void Closed(long stream, StreamSide side, StreamFate fate, long dropped = 0) =>
        Write(HistoryEventKind.StreamEnded, stream, new HistoryEvent { Side = side, Fate = fate, Number = dropped });

    /// <summary>One side of a stream has ended with an error.</summary>
    public void Broken(long stream, StreamSide side, PeerErrorCode code, Executed executed) =>
        Write(HistoryEventKind.StreamEnded, stream, new HistoryEvent
        {
            Side = side,
            Fate = StreamFate.Failed,
            Code = code,
            Executed = executed,
        });

    /// <summary>What came is not what the key and the index say it is.</summary>
    /// <param name="key">The call or the stream.</param>
    public void ContentWrong(long key) => Write(HistoryEventKind.ContentWrong, key, default);

    /// <summary>A process runs: this one, or another one as seen from here.</summary>
    /// <param name="subject">The process.</param>
    /// <param name="peer">The number of the peer that it is; zero for none.</param>
    public void ProcessStarted(int subject, int peer = 0) => sink.Write(new HistoryEvent
    {
        Kind = HistoryEventKind.ProcessStarted,
        Process = subject,
        Time = Now,
        Target = peer,
    });

    /// <summary>A process is killed, leaves, is stopped or goes on: this one, or another one.</summary>
    public void ProcessChanged(HistoryEventKind kind, int subject) =>
        sink.Write(new HistoryEvent { Kind = kind, Process = subject, Time = Now });

    private TimeSpan Now => time.GetElapsedTime(0, time.GetTimestamp());

    private void Write(HistoryEventKind kind, long key, in HistoryEvent details) =>
        sink.Write(details with { Kind = kind, Process = process, Time = Now, Key = key });
}
