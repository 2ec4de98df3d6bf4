namespace PeerRpc.Core.Tests.Serialization;

/// <summary>Nests as deep as one likes.</summary>
public sealed class Nested
{
    public Nested? Inner { get; set; }
}
