namespace PeerRpc.Core.Streams;

/// <summary>How a stream ended. The numbers are the wire's.</summary>
internal enum StreamOutcome : byte
{
    Completed = 0,
    Failed = 1,
    Cancelled = 2,
}
