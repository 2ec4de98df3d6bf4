namespace PeerRpc.Benchmarks.Product;

/// <summary>In which form bulk is sent.</summary>
internal enum BulkForm
{
    /// <summary>A <c>Stream</c>.</summary>
    Stream,

    /// <summary>An <c>IAsyncEnumerable&lt;byte[]&gt;</c>.</summary>
    Items,

    /// <summary>An <c>IObservable&lt;FileChunk&gt;</c>.</summary>
    Chunks,
}
