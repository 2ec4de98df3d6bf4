namespace PeerRpc.Integration.Contracts;

/// <summary>The first version of a contract.</summary>
[PeerController("/store")]
public interface IStoreBefore
{
    Task<string> Put(string key);

    Task<string> Rename(string key);

    Task<string> Weigh(string key);
}
