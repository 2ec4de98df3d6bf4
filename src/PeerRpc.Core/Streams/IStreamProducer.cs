namespace PeerRpc.Core.Streams;

/// <summary>Fills an <see cref="OutgoingStream"/>. Runs people's code, so never under the gate.</summary>
internal interface IStreamProducer
{
    /// <summary>Begins; returns when the source has to be waited for.</summary>
    void Start();

    /// <summary>Lets go of the source, because the stream will never begin.</summary>
    void Abandon();
}
