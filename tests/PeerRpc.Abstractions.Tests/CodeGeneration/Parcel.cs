using System.ComponentModel.DataAnnotations;

namespace PeerRpc.Tests.CodeGeneration;

public sealed record Parcel([Range(1, 9)] int Weight, [StringLength(5)] string Label, List<string> Stops)
{
    public IReadOnlyDictionary<string, Parcel[]>? Inner { get; init; }
}
