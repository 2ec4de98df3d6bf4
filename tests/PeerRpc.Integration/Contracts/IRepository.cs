namespace PeerRpc.Integration.Contracts;

public interface IRepository<T>
{
    Task Put(string id, T value);

    Task<T?> Find(string id);
}
