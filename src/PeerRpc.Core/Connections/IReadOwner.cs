namespace PeerRpc.Core.Connections;

/// <summary>Whom a <see cref="ReadPump"/> reads for.</summary>
internal interface IReadOwner : IFrameSink
{
    /// <summary>Nothing more is read; called once, from the pump, and not to be held up.</summary>
    void OnReadEnd(ReadEnd end);
}
