namespace PeerRpc.Integration.Contracts;

internal sealed class StoreAfter : IStoreAfter
{
    public Task<string> Put(string key, int priority) => Task.FromResult($"put {key} at {priority}");

    public Task<string> Rename(string key, string to) => Task.FromResult($"renamed {key} to {to}");

    public Task<string> Weigh(int key) => Task.FromResult($"weighed {key}");

    public Task<string> Drop(string key) => Task.FromResult($"dropped {key}");
}
