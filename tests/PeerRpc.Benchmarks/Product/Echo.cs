namespace PeerRpc.Benchmarks.Product;

/// <summary>Answers at once.</summary>
internal sealed class Echo : IEcho
{
    Task<string> IEcho.Echo(string text) => Task.FromResult(text);
}
