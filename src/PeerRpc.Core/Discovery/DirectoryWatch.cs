namespace PeerRpc.Core.Discovery;

/// <summary>What a client wants to be told.</summary>
/// <param name="Filter">Of whom.</param>
/// <param name="Epoch">The directory that it has a view of; all zeros for none.</param>
/// <param name="Number">The change up to which it has.</param>
internal sealed record DirectoryWatch(PeerFilter Filter, Guid Epoch, long Number);
