namespace PeerRpc.Benchmarks.Relay;

/// <summary>Takes the frames that a connection reads; all calls come one after another.</summary>
internal interface IRelayReceiver
{
    /// <summary>One frame.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">Header and body as they were read; valid during the call only.</param>
    void OnFrame(RelayHeader header, ReadOnlySpan<byte> frame);

    /// <summary>Every frame that has arrived is handled: time to flush what they caused.</summary>
    void OnBufferHandled();
}
