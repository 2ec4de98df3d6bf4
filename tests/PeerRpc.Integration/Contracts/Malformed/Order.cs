namespace PeerRpc.Integration.Contracts.Malformed;

/// <summary>Has the name of the real one, so that the signatures agree, and quite another form.</summary>
public sealed record Order(string Quantity, int[] Product);
