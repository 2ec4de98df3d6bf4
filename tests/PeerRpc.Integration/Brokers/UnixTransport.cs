using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Brokers;

/// <summary>A Unix domain socket, over Kestrel at a path of its own.</summary>
public sealed class UnixTransport : ITestTransport
{
    public Task<ITestBroker> StartAsync(Action<IServiceCollection> configure, Uri? address)
    {
        string path = address?.LocalPath ?? Path.Combine(Path.GetTempPath(), $"peerrpc-{Guid.NewGuid():N}.sock");
        // One that was not stopped in peace leaves it behind.
        File.Delete(path);
        return KestrelBroker.StartAsync(
            configure,
            kestrel => kestrel.ListenUnixSocket(path, listen => listen.UsePeerBroker()),
            _ => new Uri($"unix://{path}"));
    }
}
