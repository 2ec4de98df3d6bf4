namespace PeerRpc.TestPeer;

/// <summary>What the test serves, and the reader in the child process reads.</summary>
[PeerController("/work/source")]
public interface IWorkSource
{
    /// <summary>Gives numbers.</summary>
    IAsyncEnumerable<int> Items(CancellationToken cancellationToken = default);
}
