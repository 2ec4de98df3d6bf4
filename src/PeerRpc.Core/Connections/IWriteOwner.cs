namespace PeerRpc.Core.Connections;

/// <summary>Whom a <see cref="WriteLoop"/> writes for.</summary>
internal interface IWriteOwner : IRoomWaiter
{
    /// <summary>All has been sent, and the transport's output is closed.</summary>
    void OnOutputClosed();
}
