namespace PeerRpc.Integration.Behaviours;

/// <summary>What fails between a caller and a callee.</summary>
public enum Broken
{
    Broker,
    Caller,
    Callee,
    Both,
}
