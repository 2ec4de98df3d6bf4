namespace PeerRpc.Core.Discovery;

/// <summary>A part of what a watcher is told.</summary>
/// <param name="Epoch">Names the directory: another one after a restart of the broker.</param>
/// <param name="Number">The last change that the watcher knows with it; counts within the epoch.</param>
/// <param name="Part">Whether it belongs to a snapshot, and ends it.</param>
/// <param name="Present">Peers as they are now: new ones, and those that have changed.</param>
/// <param name="Gone">The ids of peers that are not there any more.</param>
internal sealed record DirectoryBatch(Guid Epoch, long Number, BatchPart Part, PeerInfo[] Present, string[] Gone);
