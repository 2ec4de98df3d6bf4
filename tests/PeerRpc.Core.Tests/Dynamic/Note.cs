namespace PeerRpc.Core.Tests.Dynamic;

/// <summary>Has a text where a <see cref="Picture"/> has bytes.</summary>
public sealed record Note(int Number, int Content) : Item(Number);
