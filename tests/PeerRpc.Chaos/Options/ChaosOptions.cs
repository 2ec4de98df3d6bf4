using PeerRpc.Chaos.Faults;
using PeerRpc.Chaos.Processes;

namespace PeerRpc.Chaos.Options;

/// <summary>What a user of the command can choose; see the README.</summary>
internal sealed record ChaosOptions
{
    /// <summary>How long faults are injected.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The time from one fault to the next.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Which processes are killed and stopped.</summary>
    public IReadOnlyList<RoleKind> Kill { get; init; } = [RoleKind.Broker, RoleKind.Callee, RoleKind.Caller];

    /// <summary>Which faults there are.</summary>
    public IReadOnlyList<FaultKind> Faults { get; init; } = [FaultKind.SigKill];

    /// <summary>What all random choices follow from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What connections run over: <c>ws</c> or <c>tcp</c>.</summary>
    public string Transport { get; init; } = "ws";

    public int Callers { get; init; } = 2;

    public int Callees { get; init; } = 2;

    /// <summary>How many calls all callers begin in a second.</summary>
    public double CallsPerSecond { get; init; } = 2_000;

    /// <summary>How many calls a caller process makes at most.</summary>
    public long MostCalls { get; init; } = 2_000_000;

    /// <summary>The broker's resume window.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The silence that ends a connection.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How far clients' delays grow before they try to connect again.</summary>
    public TimeSpan MostReconnectDelay { get; init; } = new PeerClientOptions().MaxReconnectDelay;

    /// <summary>Added to every bound of time that is checked: the machine is shared.</summary>
    public TimeSpan Slack { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether a failed call fails the command.</summary>
    public bool ExpectsNoFailures { get; init; }

    /// <summary>Whether the histories stay when the command ends.</summary>
    public bool Keep { get; init; }

    /// <summary>Whether each process writes its log beside its history.</summary>
    public bool WritesLogs { get; init; }

    /// <summary>How many cuts <c>cuts</c> makes.</summary>
    public int Count { get; init; } = 10_000;

    /// <summary>How many peers <c>return</c> has.</summary>
    public int Peers { get; init; } = 1_000;

    /// <summary>How long <c>return</c> leaves the broker away.</summary>
    public TimeSpan Absence { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often <c>return</c> kills the broker.</summary>
    public int Rounds { get; init; } = 1;
}
