namespace PeerRpc.Benchmarks.Echo;

/// <summary>What the two hops of a call run over.</summary>
internal enum EchoTransport
{
    /// <summary>WebSocket: Kestrel at the broker, <c>ClientWebSocket</c> at the other two.</summary>
    WebSocket,

    /// <summary>TCP on the loopback interface.</summary>
    Tcp,

    /// <summary>A Unix domain socket.</summary>
    Unix,
}
