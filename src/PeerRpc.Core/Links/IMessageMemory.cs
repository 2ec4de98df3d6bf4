namespace PeerRpc.Core.Links;

/// <summary>What the bytes of a message are given back to, if not just to the shared pool.</summary>
internal interface IMessageMemory
{
    /// <summary>Takes the bytes of a message back; once for each. From any thread.</summary>
    void Return(ReceivedMessage message);
}
