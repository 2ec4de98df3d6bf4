namespace PeerRpc.Core.Transports;

/// <summary>Gives the buffer of a receive, once there is something to receive.</summary>
public interface IReceiveBuffer
{
    /// <summary>Takes the buffer; called at most once for each receive, on any thread.</summary>
    /// <returns>A buffer that is at least one byte long, and belongs to the receive until that ends.</returns>
    Memory<byte> Take();
}
