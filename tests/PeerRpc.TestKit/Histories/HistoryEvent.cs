using System.Globalization;
using System.Text;

namespace PeerRpc.TestKit.Histories;

/// <summary>One event of a history. Which members mean something depends on <see cref="Kind"/>.</summary>
public readonly record struct HistoryEvent
{
    /// <summary>What happened.</summary>
    public HistoryEventKind Kind { get; init; }

    /// <summary>The process in which it happened; for events of a process, that one.</summary>
    public int Process { get; init; }

    /// <summary>When, on a clock that all processes of the run share.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The call, or the stream.</summary>
    public long Key { get; init; }

    /// <summary>
    /// A call's request, what the callee got of it, or its result, each as a number that is random per call; the call
    /// of a stream; the index of an item; how many bytes.
    /// </summary>
    public long Value { get; init; }

    /// <summary>
    /// The hash of bytes; items that were dropped and counted; whether a stream may drop some; the label of a call.
    /// </summary>
    public long Number { get; init; }

    /// <summary>How long the caller waits; zero for no deadline.</summary>
    public TimeSpan Deadline { get; init; }

    /// <summary>The place of a call among those of its caller that start in order; zero for none.</summary>
    public long Order { get; init; }

    /// <summary>The number of the peer that is called, or that a process is.</summary>
    public int Target { get; init; }

    /// <summary>What is promised of the call.</summary>
    public CallForm Form { get; init; }

    /// <summary>Which end of a stream.</summary>
    public StreamSide Side { get; init; }

    /// <summary>How it ended.</summary>
    public StreamFate Fate { get; init; }

    /// <summary>The error; none for a success.</summary>
    public PeerErrorCode Code { get; init; }

    /// <summary>What the error says about the execution.</summary>
    public Executed Executed { get; init; }

    /// <summary>A line for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Time.TotalSeconds,13:0.000000} s  process {Process}  {Kind}");
        if (Key != 0)
            text.Append(CultureInfo.InvariantCulture, $" {Key:x}");
        return text.Append(FormattableString.Invariant(Details)).ToString();
    }

    private FormattableString Details => Kind switch
    {
        HistoryEventKind.CallInvoked =>
            $" {Form} ({Number}), peer {Target}, request {Value:x}, deadline {Deadline.TotalSeconds} s, order {Order}",
        HistoryEventKind.ExecutionStarted => $", got {Value:x}",
        HistoryEventKind.OutcomeSeen when Code == PeerErrorCode.None => $": result {Value:x}",
        HistoryEventKind.OutcomeSeen => $": {Code}, executed {Executed}",
        HistoryEventKind.StreamOpened => $" by its {Side}, for call {Value:x}",
        HistoryEventKind.ItemProduced or HistoryEventKind.ItemConsumed => $", item {Value}",
        HistoryEventKind.BytesProduced or HistoryEventKind.BytesConsumed => $", {Value} bytes with hash {Number:x}",
        HistoryEventKind.StreamEnded when Fate == StreamFate.Failed => $" for its {Side}: {Code}, executed {Executed}",
        HistoryEventKind.StreamEnded => $" for its {Side}: {Fate}, {Number} dropped",
        _ => $"",
    };
}
