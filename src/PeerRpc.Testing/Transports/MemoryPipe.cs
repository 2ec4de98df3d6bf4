using System.IO.Pipelines;
using PeerRpc.Core.Transports;

namespace PeerRpc.Testing.Transports;

/// <summary>The two ends of a connection within one process.</summary>
/// <remarks>
/// Like a socket's reset, an abort at either end fails what both ends are doing: each reader and each flush is
/// cancelled, which both take for a broken connection. The pipes themselves are completed by the ends' disposal only,
/// because a pipe must not be completed while it is being written.
/// </remarks>
internal sealed class MemoryPipe
{
    private readonly Pipe _toBroker = new(new PipeOptions(useSynchronizationContext: false));
    private readonly Pipe _toClient = new(new PipeOptions(useSynchronizationContext: false));

    public MemoryPipe(Uri address)
    {
        ClientEnd = new PipeTransport(new End(_toClient.Reader, _toBroker.Writer), Abort, address.ToString());
        BrokerEnd = new PipeTransport(new End(_toBroker.Reader, _toClient.Writer), Abort, "memory");
    }

    public PeerTransport ClientEnd { get; }

    public PeerTransport BrokerEnd { get; }

    private void Abort()
    {
        foreach (Pipe pipe in (Pipe[])[_toBroker, _toClient])
        {
            pipe.Reader.CancelPendingRead();
            pipe.Writer.CancelPendingFlush();
        }
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
