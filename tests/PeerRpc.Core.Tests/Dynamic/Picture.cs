namespace PeerRpc.Core.Tests.Dynamic;

/// <summary>Has bytes where a <see cref="Note"/> has a number.</summary>
public sealed record Picture(int Number, byte[] Content) : Item(Number);
