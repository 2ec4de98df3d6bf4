using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Crowds;

/// <summary>One connected client.</summary>
internal interface ICrowdPeer : IAsyncDisposable
{
    /// <summary>The way to another client of the same crowd; it needs no disposal of its own.</summary>
    /// <exception cref="NotSupportedException">The clients of this system cannot call one another.</exception>
    IEchoCaller To(string name);
}
