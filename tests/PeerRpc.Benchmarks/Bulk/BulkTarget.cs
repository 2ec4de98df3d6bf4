namespace PeerRpc.Benchmarks.Bulk;

/// <summary>Whom a receiver asks for bulk.</summary>
internal enum BulkTarget
{
    /// <summary>The sender that answers the small calls, too: bulk and calls share a link.</summary>
    Callee,

    /// <summary>Another sender, reached over the same connection of the receiver: bulk has a link of its own.</summary>
    Bystander,
}
