namespace PeerRpc.Core.Streams.Producers;

/// <summary>Runs the producer of a source that is pulled, as a part of the call that its stream belongs to.</summary>
internal static class Production
{
    /// <summary>Sends all of a source, and then says how it ended; never throws.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="sendAsync">Sends the items.</param>
    /// <param name="letGoAsync">Lets go of the source, and does not throw.</param>
    public static async Task RunAsync(OutgoingStream stream, Func<Task> sendAsync, Func<Task> letGoAsync)
    {
        PeerCall.Current = stream.Owner.Call;
        try
        {
            await sendAsync().ConfigureAwait(false);
            stream.End(StreamOutcome.Completed);
        }
        catch (Exception exception)
        {
            // Whatever the source throws is an outcome: it becomes a fault, and an undeclared one is logged.
            stream.Fail(exception);
        }
        await letGoAsync().ConfigureAwait(false);
    }
}
