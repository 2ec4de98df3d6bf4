using PeerRpc;

namespace Quickstart.Contracts;

/// <summary>Takes files.</summary>
[PeerController("/inbox")]
public interface IInbox
{
    /// <summary>Hands a file over.</summary>
    Task<Receipt> Receive(SentFile file);
}
