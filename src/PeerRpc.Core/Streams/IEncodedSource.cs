namespace PeerRpc.Core.Streams;

/// <summary>
/// Made by an enumerable whose items are encoded already, and that is sent to many readers: it fills the stream by
/// itself instead of being enumerated.
/// </summary>
internal interface IEncodedSource
{
    /// <summary>Makes what fills a stream. Under the gate.</summary>
    IStreamProducer CreateProducer(OutgoingStream stream);
}
