namespace PeerRpc.Core.Streams;

/// <summary>What stands between the number of a stream and the bytes of its item.</summary>
[Flags]
internal enum StreamItemFlags : byte
{
    None = 0,

    /// <summary>How many items were dropped before this one follows.</summary>
    Dropped = 1,

    /// <summary>The attachments of the item follow.</summary>
    Attachments = 2,

    /// <summary>All flags that there are.</summary>
    All = Dropped | Attachments,
}
