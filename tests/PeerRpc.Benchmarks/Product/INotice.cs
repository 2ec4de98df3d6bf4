namespace PeerRpc.Benchmarks.Product;

/// <summary>What the members of a group are told.</summary>
[PeerController("/notice")]
internal interface INotice
{
    /// <summary>Tells them.</summary>
    [OneWay]
    Task Tell(string text);
}
