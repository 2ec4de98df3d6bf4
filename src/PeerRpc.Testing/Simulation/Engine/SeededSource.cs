using PeerRpc.Core.Randomness;

namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>The chance of one simulated process: its ids, keys, nonces and delays.</summary>
internal sealed class SeededSource(EventLoop loop, SeededRandom random) : RandomSource
{
    public override void Fill(Span<byte> bytes)
    {
        loop.CheckThread();
        random.NextBytes(bytes);
    }
}
