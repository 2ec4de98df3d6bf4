using System.Net.Sockets;
using System.Security.Claims;
using PeerRpc.Core.Transports;
using PeerRpc.Testing.Simulation.Engine;

namespace PeerRpc.Testing.Simulation.Network;

/// <summary>A process that tries to connect to a node.</summary>
/// <param name="process">The process.</param>
/// <param name="host">The node.</param>
/// <param name="principal">Who the node is to take it for.</param>
internal sealed class ConnectAttempt(SimulatedProcess process, string host, ClaimsPrincipal principal)
{
    // Continuations run inline: it is completed by a work item of the process, or by its own cancellation.
    private readonly TaskCompletionSource<PeerTransport> _source = new();

    public SimulatedProcess Process => process;

    public string Host => host;

    public ClaimsPrincipal Principal => principal;

    /// <summary>Whether nobody waits any more.</summary>
    public bool IsOver => process.IsDead || _source.Task.IsCompleted;

    public async Task<PeerTransport> WaitAsync(CancellationToken cancellationToken)
    {
        await using (cancellationToken.UnsafeRegister(
            static (state, token) => ((ConnectAttempt)state!)._source.TrySetCanceled(token), this)
            .ConfigureAwait(false))
        {
            return await _source.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Tells the process that it is connected.</summary>
    public void Succeed(TransportEnd transport) => process.Scheduler.Defer(new Outcome(() =>
    {
        // Cancelled meanwhile: the connection is there and is nobody's.
        if (!_source.TrySetResult(transport))
            transport.Abort();
    }));

    /// <summary>Tells the process that it is not.</summary>
    public void Fail(SocketError error) => process.Scheduler.Defer(new Outcome(
        () => _source.TrySetException(new SocketException((int)error))));

    private sealed class Outcome(Action tell) : IThreadPoolWorkItem
    {
        public void Execute() => tell();
    }
}
