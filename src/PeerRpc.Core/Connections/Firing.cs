namespace PeerRpc.Core.Connections;

/// <summary>Cancelling at once.</summary>
internal static class Firing
{
    /// <summary>
    /// Fires a token on this thread, also where <c>CancelAsync</c> could be awaited: that would go on elsewhere. Only
    /// of sources to which nothing but waits and calls listen, whose own continuations run in work items.
    /// </summary>
    public static void Fire(this CancellationTokenSource source) => source.Cancel();
}
