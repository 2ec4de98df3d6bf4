using PeerRpc.Core.Streams;
using PeerRpc.TestKit;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>Tells that it was started, and produces nothing.</summary>
internal sealed class SignallingProducer(Gate started) : IStreamProducer
{
    public bool IsAbandoned { get; private set; }

    public void Start() => started.Open();

    public void Abandon() => IsAbandoned = true;
}
