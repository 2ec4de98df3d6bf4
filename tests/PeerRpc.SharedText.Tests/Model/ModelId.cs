namespace PeerRpc.SharedText.Tests.Model;

/// <summary>An operation's name in the model.</summary>
internal sealed record ModelId(ulong Replica, int Clock);
