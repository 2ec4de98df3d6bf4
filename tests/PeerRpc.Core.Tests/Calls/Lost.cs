namespace PeerRpc.Core.Tests.Calls;

/// <summary>A detail that can only be written while it refers to nothing but text.</summary>
public sealed class Lost
{
    public object? What { get; init; }
}
