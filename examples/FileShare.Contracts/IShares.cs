using PeerRpc;

namespace FileShare.Contracts;

/// <summary>Who shares files. The broker serves it; everybody calls it through <c>client.Broker</c>.</summary>
[PeerController("/shares")]
public interface IShares
{
    /// <summary>Says that the caller shares files, under the peer ids that it has registered.</summary>
    Task Announce(bool acceptsUploads, PeerCall? call = null);

    /// <summary>Says that the caller does not any more.</summary>
    Task Withdraw(PeerCall? call = null);

    /// <summary>Who shares files, in alphabetical order.</summary>
    Task<IReadOnlyList<Sharer>> Who();
}
