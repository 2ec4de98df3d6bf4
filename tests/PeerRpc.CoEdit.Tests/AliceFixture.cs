using PeerRpc.CoEdit.Driver.Processes;

namespace PeerRpc.CoEdit.Tests;

/// <summary>One person with a process, for tests that leave no traces in it.</summary>
public sealed class AliceFixture : IAsyncLifetime
{
    private Community? _community;

    internal Uri Page { get; private set; } = new("about:blank");

    internal Uri Broker { get; private set; } = new("about:blank");

    public async Task InitializeAsync()
    {
        _community = await Community.StartAsync();
        Broker = new UriBuilder(_community.Broker) { Scheme = "http" }.Uri;
        Page = (await _community.StartAsync("alice")).Page;
    }

    public async Task DisposeAsync()
    {
        if (_community is not null)
            await _community.DisposeAsync();
    }
}
