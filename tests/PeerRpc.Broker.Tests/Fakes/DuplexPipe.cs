using System.IO.Pipelines;

namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>One end of two pipes.</summary>
internal sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe
{
    /// <summary>Makes two ends that are connected.</summary>
    /// <param name="pauseAt">How many bytes a writer gets rid of while the reader does not read.</param>
    public static (DuplexPipe Client, DuplexPipe Broker) CreatePair(int pauseAt = 64 * 1024)
    {
        var options = new PipeOptions(
            pauseWriterThreshold: pauseAt, resumeWriterThreshold: pauseAt / 2, useSynchronizationContext: false);
        Pipe toBroker = new(options), toClient = new(options);
        return (new DuplexPipe(toClient.Reader, toBroker.Writer), new DuplexPipe(toBroker.Reader, toClient.Writer));
    }
}
