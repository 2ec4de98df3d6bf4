namespace PeerRpc.TestKit.Histories;

/// <summary>How one side of a stream has ended.</summary>
public enum StreamFate
{
    /// <summary>Behind its last item.</summary>
    Completed = 0,

    /// <summary>With an error.</summary>
    Failed = 1,

    /// <summary>Because the reader wanted no more.</summary>
    Cancelled = 2,
}
