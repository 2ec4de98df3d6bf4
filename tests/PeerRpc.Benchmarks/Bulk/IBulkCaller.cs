using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Bulk;

/// <summary>A connected receiver, which can make small calls beside.</summary>
internal interface IBulkCaller : IEchoCaller
{
    /// <summary>Asks a sender for a transfer; done when the last byte has been counted.</summary>
    /// <param name="target">Whom to ask.</param>
    /// <param name="bytes">How many bytes.</param>
    /// <param name="meter">Counts them. One transfer at a time uses it.</param>
    Task ReceiveAsync(BulkTarget target, long bytes, BulkMeter meter);
}
