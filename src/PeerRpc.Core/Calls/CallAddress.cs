namespace PeerRpc.Core.Calls;

/// <summary>What a proxy calls: the controller at a path, or an object that the other side has passed.</summary>
/// <param name="Controller">The path; of an object, the one that its contract names.</param>
/// <param name="ObjectId">The id of the object; 0 for a controller.</param>
/// <param name="Reference">Keeps the object; null for a controller.</param>
internal sealed record CallAddress(string Controller, ulong ObjectId = 0, IObjectReference? Reference = null);
