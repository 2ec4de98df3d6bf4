namespace PeerRpc.TestPeer;

/// <summary>What a test serves to the reader in the child process.</summary>
[PeerController("/source")]
public interface ISource
{
    /// <summary>Gives that many bytes.</summary>
    Task<Stream> Read(long bytes);
}
