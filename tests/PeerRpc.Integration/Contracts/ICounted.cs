namespace PeerRpc.Integration.Contracts;

public interface ICounted
{
    Task<int> Count();
}
