using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;

namespace PeerRpc.Core.Streams;

/// <summary>The call that a stream belongs to, on the side that offers it.</summary>
internal interface IStreamOwner
{
    /// <summary>What a failure of a producer is reported with.</summary>
    FaultContext FaultContext { get; }

    /// <summary>The call that producers run as a part of; null at its caller.</summary>
    PeerCall? Call { get; }

    /// <summary>A stream was offered: the call is not over before it has ended. Under the gate.</summary>
    void OnStreamOffered();

    /// <summary>The producer of a stream has finished. Not under the gate.</summary>
    void OnStreamEnded();

    /// <summary>The other side no longer wants a result of the call. Under the gate.</summary>
    void OnResultReleased(IWorkSink after);
}
