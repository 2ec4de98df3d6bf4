namespace PeerRpc.Integration.Contracts;

internal sealed class StoreBefore : IStoreBefore
{
    public Task<string> Put(string key) => Task.FromResult($"put {key}");

    public Task<string> Rename(string key) => Task.FromResult($"renamed {key}");

    public Task<string> Weigh(string key) => Task.FromResult($"weighed {key}");
}
