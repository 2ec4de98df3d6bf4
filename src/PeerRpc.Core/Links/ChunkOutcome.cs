namespace PeerRpc.Core.Links;

/// <summary>What has come of a chunk.</summary>
internal enum ChunkOutcome
{
    /// <summary>More chunks are to come.</summary>
    Incomplete,

    /// <summary>The message is whole.</summary>
    Complete,

    /// <summary>The sender gave the message up; its credit is free again.</summary>
    Abandoned,

    /// <summary>The chunk breaks the protocol.</summary>
    Malformed,

    /// <summary>The message would be longer than the limit.</summary>
    TooLarge,

    /// <summary>The other side had no credit for it.</summary>
    WithoutCredit,
}
