using PeerRpc.TestKit;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>Remembers what was done to it.</summary>
internal sealed class Gadget : IGadget
{
    public int Pressed { get; private set; }

    public int Disposals { get; private set; }

    public Gate Disposed { get; } = new();

    public Task<int> Press(int times) => Task.FromResult(Pressed += times);

    public ValueTask DisposeAsync()
    {
        Disposals++;
        Disposed.Open();
        return default;
    }
}
