namespace PeerRpc.Chaos.Network;

/// <summary>Which of the two ways of a connection; both together are all.</summary>
[Flags]
internal enum ProxyDirection
{
    None = 0,
    ToBroker = 1,
    ToClient = 2,
    Both = ToBroker | ToClient,
}
