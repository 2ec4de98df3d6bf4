namespace PeerRpc.Core.Links;

/// <summary>Where a chunk stands in its message.</summary>
[Flags]
internal enum ChunkFlags : byte
{
    None = 0,

    /// <summary>The first: the kind and the length of the whole message stand before its bytes.</summary>
    First = 1,

    /// <summary>The last: the message is whole.</summary>
    Last = 2,

    /// <summary>There will be no more, and what came is to be forgotten.</summary>
    Abandoned = 4,

    /// <summary>All flags that there are.</summary>
    All = First | Last | Abandoned,
}
