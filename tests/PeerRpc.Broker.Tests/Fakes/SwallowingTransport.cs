using PeerRpc.Core.Transports;

namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>Takes everything at once, and gives nothing until it is aborted.</summary>
internal sealed class SwallowingTransport : PeerTransport
{
    private readonly TaskCompletionSource<int> _received = new();

    public long Swallowed { get; private set; }

    public override string Description => "swallow";

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer) => new(_received.Task);

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        Swallowed += bytes.Length;
        return default;
    }

    public override ValueTask CloseOutputAsync() => default;

    public override void Abort() => _received.TrySetResult(0);

    public override ValueTask DisposeAsync() => default;
}
