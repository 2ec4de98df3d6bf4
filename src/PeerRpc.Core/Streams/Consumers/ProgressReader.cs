namespace PeerRpc.Core.Streams.Consumers;

/// <summary>Gives the reports of another peer to the progress that the caller passed.</summary>
internal sealed class ProgressReader<T>(IncomingStream stream, ItemDecoder<T> decoder, IProgress<T> progress)
    : IThreadPoolWorkItem
{
    /// <summary>Waits for the first report.</summary>
    public void Start() => Execute();

    public void Execute()
    {
        while (true)
        {
            switch (stream.TryRead(out ReceivedItem item, waiter: this))
            {
                case StreamRead.Item:
                    Report(item);
                    break;
                case StreamRead.End:
                    stream.MarkRead();
                    return;
                default:
                    return;
            }
        }
    }

    private void Report(in ReceivedItem item)
    {
        try
        {
            progress.Report(decoder.Decode(item));
        }
        catch (Exception exception)
        {
            // A progress is people's code, and a report that cannot be read is no reason for its call to fail.
            StreamLog.ObserverFailed(
                stream.Streams.Logger, stream.Context.Method.Name, stream.Context.CorrelationId, exception);
        }
    }
}
