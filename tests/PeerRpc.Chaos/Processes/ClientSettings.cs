namespace PeerRpc.Chaos.Processes;

/// <summary>What the clients of a run have in common.</summary>
internal static class ClientSettings
{
    // Connections that are cut thousands of times are to be back at once; the broker is not what is measured then.
    private static readonly TimeSpan HastyDelay = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan MostHastyDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>Sets the options of a client.</summary>
    public static void Apply(PeerClientOptions options, RoleAssignment assignment, string name)
    {
        if (assignment.Log.Length > 0)
            options.LoggerFactory = new FileLog(assignment.Log);
        options.AccessToken = _ => new ValueTask<string?>(name);
        options.MaxReconnectDelay = assignment.MostReconnectDelay;
        if (!assignment.IsHasty)
            return;
        options.ReconnectDelay = HastyDelay;
        options.MaxReconnectDelay = MostHastyDelay;
    }
}
