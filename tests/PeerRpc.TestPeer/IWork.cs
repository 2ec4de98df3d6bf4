namespace PeerRpc.TestPeer;

/// <summary>What the callee in the child process serves.</summary>
[PeerController("/work")]
public interface IWork
{
    /// <summary>Gives the text back.</summary>
    Task<string> Echo(string text);

    /// <summary>Calls the caller back, so that it knows that the method was entered, and then never returns.</summary>
    Task Hang(PeerCall? call = null);

    /// <summary>Gives one number, and then nothing any more.</summary>
    IAsyncEnumerable<int> Count();

    /// <summary>Blocks its thread for ever, after it has called the caller back.</summary>
    Task Block(PeerCall? call = null);
}
