using PeerRpc.Core.Connections;

namespace PeerRpc.Client.Connections;

/// <summary>How a connection to a broker is made.</summary>
/// <param name="Address">Where the broker is.</param>
/// <param name="AccessToken">Gets the token to connect with; null for an anonymous client.</param>
/// <param name="Timeout">How long connecting may take, with the handshake.</param>
/// <param name="Time">The clock.</param>
/// <param name="Work">Runs what must not run where it arises.</param>
internal sealed record ConnectionSettings(
    Uri Address, Func<CancellationToken, ValueTask<string?>>? AccessToken, TimeSpan Timeout, TimeProvider Time,
    WorkScheduler Work)
{
    /// <summary>Whether calls wait for answers, so that a silent broker is worth a closer look.</summary>
    public required Func<bool> HasCalls { get; init; }
}
