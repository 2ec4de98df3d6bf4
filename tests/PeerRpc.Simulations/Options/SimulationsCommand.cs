using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations.Options;

/// <summary>What the program is to do.</summary>
internal sealed record SimulationsCommand
{
    /// <summary>The first seed.</summary>
    public ulong From { get; init; } = 1;

    /// <summary>How many seeds, at most.</summary>
    public int Seeds { get; init; } = 10_000;

    /// <summary>What is played of each.</summary>
    public IReadOnlyList<PlayKind> Kinds { get; init; } = Enum.GetValues<PlayKind>();

    /// <summary>How many threads run them.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>Whether the first seed that finds something is the last one.</summary>
    public bool UntilFound { get; init; }

    /// <summary>How many failed seeds are described.</summary>
    public int Described { get; init; } = 3;

    /// <summary>Whether the hash of each seed is printed.</summary>
    public bool Hashes { get; init; }

    /// <summary>Whether bugs are planted.</summary>
    public bool Planted { get; init; }

    /// <summary>The one bug to be planted; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>How each seed is run.</summary>
    public SeedOptions Run { get; init; } = new();
}
