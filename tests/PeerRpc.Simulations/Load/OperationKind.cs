namespace PeerRpc.Simulations.Load;

/// <summary>What a caller may do.</summary>
internal enum OperationKind
{
    Echo,
    EchoLarge,
    EchoChunked,
    Wait,
    Cancel,
    Expire,
    Endless,
    Refuse,
    Relay,
    Work,
    Drop,
    Post,
    Pull,
    Push,
    PushDropping,
    Collect,
    Observe,
    Download,
    Upload,
    Borrow,
}
