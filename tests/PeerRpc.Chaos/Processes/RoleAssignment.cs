using System.Text.Json;

namespace PeerRpc.Chaos.Processes;

/// <summary>What a child process is told when it starts: one argument, as JSON, behind the hidden verb.</summary>
internal sealed record RoleAssignment
{
    /// <summary>The verb that tells a child from the command that a user starts.</summary>
    public const string Verb = "role";

    public required RoleKind Kind { get; init; }

    /// <summary>The number of the process; each start has another one.</summary>
    public required int Process { get; init; }

    /// <summary>The number of the peer that it is; the first one of a crowd.</summary>
    public int Peer { get; init; }

    /// <summary>Where its history goes; empty for none.</summary>
    public string History { get; init; } = "";

    /// <summary>Where its log goes; empty for none.</summary>
    public string Log { get; init; } = "";

    /// <summary>Where it connects to; where a broker listens.</summary>
    public required Uri Address { get; init; }

    /// <summary>What its random numbers follow from.</summary>
    public int Seed { get; init; }

    /// <summary>The peers that a caller calls.</summary>
    public IReadOnlyList<int> Targets { get; init; } = [];

    /// <summary>How many calls a caller begins in a second.</summary>
    public double CallsPerSecond { get; init; }

    /// <summary>How many calls a caller makes in all.</summary>
    public long MostCalls { get; init; }

    /// <summary>How many peers a crowd has.</summary>
    public int Crowd { get; init; }

    /// <summary>How long the broker lets links wait for a peer to come back.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>How much silence ends a connection.</summary>
    public TimeSpan DeadAfter { get; init; }

    /// <summary>How far clients' delays grow before they try to connect again.</summary>
    public TimeSpan MostReconnectDelay { get; init; }

    /// <summary>Whether clients come back at once, without the delays that spare a broker.</summary>
    public bool IsHasty { get; init; }

    public static RoleAssignment Parse(string text) => JsonSerializer.Deserialize<RoleAssignment>(text)!;

    public string[] ToArguments() => [Verb, JsonSerializer.Serialize(this)];
}
