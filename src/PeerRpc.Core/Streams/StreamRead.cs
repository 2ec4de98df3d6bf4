namespace PeerRpc.Core.Streams;

/// <summary>What a reader of a stream found.</summary>
internal enum StreamRead
{
    /// <summary>Nothing yet.</summary>
    Nothing,

    /// <summary>An item.</summary>
    Item,

    /// <summary>The end; there is nothing behind it.</summary>
    End,
}
