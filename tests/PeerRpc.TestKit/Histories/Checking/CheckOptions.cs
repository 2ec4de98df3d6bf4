namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>What a check goes by.</summary>
public sealed class CheckOptions
{
    /// <summary>
    /// Added to every bound of time, for a machine that does not run at once what is due. Zero by default, as on
    /// virtual time.
    /// </summary>
    public TimeSpan Slack { get; init; }

    /// <summary>How far behind its deadline an outcome may come; 1 s by default.</summary>
    public TimeSpan BehindDeadline { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long after a caller has gone for good the tokens of its calls have fired; 55 s by default: the resume window
    /// and 25 s.
    /// </summary>
    public TimeSpan GoneWithin { get; init; } = TimeSpan.FromSeconds(55);

    /// <summary>How often an idempotent call may be executed; 3 by default.</summary>
    public int MaxTries { get; init; } = 3;

    /// <summary>How many violations are described; all are counted. 20 by default.</summary>
    public int MaxDescribed { get; init; } = 20;

    /// <summary>How many events describe one; 60 by default.</summary>
    public int MaxEvents { get; init; } = 60;
}
