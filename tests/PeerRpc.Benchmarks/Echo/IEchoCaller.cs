namespace PeerRpc.Benchmarks.Echo;

/// <summary>A connected caller.</summary>
internal interface IEchoCaller : IAsyncDisposable
{
    /// <summary>Calls the callee and gives back its answer. Safe to call from many threads.</summary>
    ValueTask<string> EchoAsync(string text);
}
