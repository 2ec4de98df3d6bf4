namespace PeerRpc.Benchmarks.Product;

/// <summary>What the callee serves.</summary>
[PeerController("/echo")]
public interface IEcho
{
    /// <summary>Gives its argument back.</summary>
    Task<string> Echo(string text);
}
