namespace PeerRpc.Core.Tests.Dynamic;

/// <summary>A shape that contains itself, with bytes at every depth.</summary>
public sealed record Folder(
    string Name, byte[]? Icon, IReadOnlyList<Item> Items, Dictionary<string, ReadOnlyMemory<byte>> Parts,
    Folder? Parent = null, Folder[]? Children = null);
