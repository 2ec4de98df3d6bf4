namespace PeerRpc.Core.Streams;

/// <summary>Starts a producer, which runs people's code, as a work item.</summary>
internal sealed class ProducerStart(IStreamProducer producer) : IThreadPoolWorkItem
{
    public void Execute() => producer.Start();
}
