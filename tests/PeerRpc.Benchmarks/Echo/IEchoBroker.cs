namespace PeerRpc.Benchmarks.Echo;

/// <summary>A running broker.</summary>
internal interface IEchoBroker : IAsyncDisposable
{
    /// <summary>
    /// Where it listens: <c>ws://127.0.0.1:PORT/peers</c>, <c>tcp://127.0.0.1:PORT</c> or <c>unix:///PATH</c>.
    /// </summary>
    Uri Address { get; }
}
