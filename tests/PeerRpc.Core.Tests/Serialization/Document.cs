namespace PeerRpc.Core.Tests.Serialization;

/// <summary>A value with everything in it that users put into their contracts.</summary>
public sealed record Document(
    string Title, int Pages, byte[]? Cover, List<byte[]> Parts, Dictionary<string, string> Tags, Document? Next);
