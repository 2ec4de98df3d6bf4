using PeerRpc.Core.Connections;

namespace PeerRpc.Client.Connections;

/// <summary>Subscribing at the broker again to what has ended there, on whatever connection there is then.</summary>
internal static class Resubscribing
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    /// <summary>Whether it may be otherwise soon: a connection was lost, or broker or policies are busy.</summary>
    public static bool MayPass(PeerErrorCode code) => code is PeerErrorCode.ConnectionLost
        or PeerErrorCode.Unavailable or PeerErrorCode.ResourceExhausted or PeerErrorCode.PeerGone
        or PeerErrorCode.PolicyFailed or PeerErrorCode.DeadlineExceeded;

    /// <summary>Waits before it is tried again: not for a connection, because the call itself does.</summary>
    /// <exception cref="OperationCanceledException">The token has fired.</exception>
    public static Task WaitAsync(
        PeerErrorCode code, WorkScheduler work, TimeProvider time, CancellationToken cancellationToken) =>
        code == PeerErrorCode.ConnectionLost
            ? Task.CompletedTask
            : work.DelayAsync(Delay, time, cancellationToken);
}
