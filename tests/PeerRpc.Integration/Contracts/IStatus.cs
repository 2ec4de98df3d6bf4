namespace PeerRpc.Integration.Contracts;

/// <summary>Served by the broker.</summary>
[PeerController("/status")]
public interface IStatus
{
    Task<string> Describe(PeerCall? call = null);

    Task<string> Scope();

    Task Fail();
}
