namespace PeerRpc.Core.Connections;

/// <summary>Where sent things gather until they are flushed.</summary>
internal interface IFlushable
{
    /// <summary>Sends what has gathered.</summary>
    void Flush();
}
