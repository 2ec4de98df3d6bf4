using System.Text.Json.Serialization;

namespace PeerRpc.Core.Tests.Serialization;

/// <summary>Refuses values in its constructor.</summary>
public sealed class Picky
{
    [JsonConstructor]
    public Picky(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
    }

    public int Count { get; }
}
