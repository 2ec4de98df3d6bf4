namespace PeerRpc.Integration.Contracts;

/// <summary>Members of many types.</summary>
public sealed class Everything
{
    public required string Name { get; init; }

    public int? Number { get; init; }

    public Colour Colour { get; init; }

    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public TimeSpan Took { get; init; }

    public IReadOnlyList<Person> People { get; init; } = [];

    public Dictionary<string, int[]> Scores { get; init; } = [];

    public byte[] Content { get; init; } = [];
}
