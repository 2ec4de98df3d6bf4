namespace PeerRpc.Benchmarks.Processes;

/// <summary>The lines between the program and its child processes.</summary>
/// <remarks>
/// A child writes <c>ready [ADDRESS [PROCESS]]</c> when it can be used, then one line per command: <c>ok JSON</c> or
/// <c>error TEXT</c>. The end of its standard input ends it, so nothing outlives the program, however that ends.
/// PROCESS is the id of the process whose processor time counts, where a child only stands in for a program of somebody
/// else.
/// </remarks>
internal static class RoleCommand
{
    /// <summary>The first line of a child, with the broker's address behind it if it is the broker.</summary>
    public const string Ready = "ready";

    /// <summary>Asks a caller to call: in flight and seconds follow.</summary>
    public const string Run = "run";

    /// <summary>Asks a caller for a single call.</summary>
    public const string First = "first";

    /// <summary>Asks a caller to call at a rate: calls per second and seconds follow.</summary>
    public const string Pace = "pace";

    /// <summary>Asks what the process has allocated.</summary>
    public const string Allocated = "allocated";

    /// <summary>Asks a process to collect garbage and watch its memory from now on.</summary>
    public const string Watch = "watch";

    /// <summary>Asks what memory the process has had since <see cref="Watch"/>, and ends the watch.</summary>
    public const string Memory = "memory";

    /// <summary>Asks a receiver for one transfer: the bytes follow.</summary>
    public const string Receive = "receive";

    /// <summary>Asks a receiver for transfers that fill a time: seconds follow.</summary>
    public const string Repeat = "repeat";

    /// <summary>Asks a sender to connect another one, the bystander.</summary>
    public const string Bystander = "bystander";

    /// <summary>Asks a receiver to call: seconds follow, and the sender of bulk beside if there is any.</summary>
    public const string Beside = "beside";

    /// <summary>A good reply; its JSON follows.</summary>
    public const string Ok = "ok";

    /// <summary>A bad reply; what happened follows.</summary>
    public const string Error = "error";
}
