namespace PeerRpc.Chaos.Processes;

/// <summary>The lines between the command and its child processes; each is answered by one line.</summary>
internal static class RoleCommand
{
    /// <summary>A child's first line.</summary>
    public const string Ready = "ready";

    /// <summary>
    /// Begin nothing more, and say what is left when everything has ended, or after that many seconds.
    /// </summary>
    public const string Stop = "stop";

    /// <summary>Say when the peer, or all peers of a crowd, have been registered.</summary>
    public const string Connected = "connected";

    /// <summary>
    /// Say when the broker began to listen, when connections were accepted and when ids were registered, in ticks of
    /// the machine's clock.
    /// </summary>
    public const string Arrivals = "arrivals";
}
