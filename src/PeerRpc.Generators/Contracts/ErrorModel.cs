namespace PeerRpc.Generators.Contracts;

/// <summary>An error that a contract declares.</summary>
/// <param name="Code">Its name on the wire.</param>
/// <param name="DetailType">The type of its data.</param>
internal sealed record ErrorModel(string Code, string DetailType);
