using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Brokers;

/// <summary>A Unix domain socket, over Kestrel at a path of its own.</summary>
public sealed class UnixTransport : ITestTransport
{
    public Task<ITestBroker> StartAsync(Action<IServiceCollection> configure)
    {
        string path = Path.Combine(Path.GetTempPath(), $"peerrpc-{Guid.NewGuid():N}.sock");
        return KestrelBroker.StartAsync(
            configure,
            kestrel => kestrel.ListenUnixSocket(path, listen => listen.UsePeerBroker()),
            _ => new Uri($"unix://{path}"));
    }
}
