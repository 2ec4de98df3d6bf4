using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>A call at its caller, of which nothing depends on its streams; counts them.</summary>
internal sealed class LoneOwner : IStreamOwner
{
    private int _offered;
    private int _ended;

    public int Offered => Volatile.Read(ref _offered);

    public int Ended => Volatile.Read(ref _ended);

    public FaultContext FaultContext => new(RawEnd.Find("Items"), "call-1");

    public PeerCall? Call => null;

    public void OnStreamOffered() => Interlocked.Increment(ref _offered);

    public void OnStreamEnded() => Interlocked.Increment(ref _ended);

    public void OnResultReleased(IWorkSink after)
    {
    }
}
