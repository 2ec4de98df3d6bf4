namespace PeerRpc.TestPeer;

/// <summary>Work that any of several processes can do, each of which writes down what it has begun.</summary>
[PeerController("/labour")]
public interface ILabour
{
    /// <summary>Does a job, and says who has done it.</summary>
    Task<string> Do(int job);

    /// <summary>The same, and may be done twice.</summary>
    [Idempotent]
    Task<string> DoAgain(int job);
}
