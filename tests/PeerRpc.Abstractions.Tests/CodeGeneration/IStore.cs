namespace PeerRpc.Tests.CodeGeneration;

public interface IStore<T>
{
    Task<T?> Get(string id);

    Task<string> Describe() => Task.FromResult("a store");
}
