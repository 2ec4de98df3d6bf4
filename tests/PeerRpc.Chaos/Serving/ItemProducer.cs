using System.Runtime.CompilerServices;
using PeerRpc.Chaos.Contracts;

namespace PeerRpc.Chaos.Serving;

/// <summary>Produces the items of a stream, and writes its history.</summary>
internal static class ItemProducer
{
    // A stream whose source is never waited for would be one burst; this one lives a while.
    private const int ItemsBetweenPauses = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Items that are produced when they are asked for.</summary>
    /// <param name="executions">Counts it while it is enumerated.</param>
    /// <param name="call">The call that the stream belongs to.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="count">How many items.</param>
    /// <param name="bytes">How large the payload of each is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<Item> PullAsync(
        Executions executions, long call, long stream, int count, int bytes,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        executions.Begin();
        executions.Recorder.Opened(stream, call, StreamSide.Producer);
        StreamFate fate = StreamFate.Cancelled;
        try
        {
            for (int i = 0; i < count; i++)
            {
                await PauseAsync(i, cancellationToken);
                executions.Recorder.Produced(stream, i);
                yield return Item.Create(stream, i, bytes);
            }
            fate = StreamFate.Completed;
        }
        finally
        {
            executions.Recorder.Closed(stream, StreamSide.Producer, fate);
            executions.End();
        }
    }

    /// <summary>Waits before an item every now and then.</summary>
    public static Task PauseAsync(int index, CancellationToken cancellationToken) =>
        index % ItemsBetweenPauses == ItemsBetweenPauses - 1
            ? Task.Delay(Pause, cancellationToken)
            : Task.CompletedTask;
}
