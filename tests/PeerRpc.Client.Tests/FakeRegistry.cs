using PeerRpc.Core.Registration;

namespace PeerRpc.Client.Tests;

/// <summary>A broker's registry that answers at once, as a test says.</summary>
/// <param name="register">Run for each registration, with the id.</param>
/// <param name="unregister">Run for each id that is given up.</param>
internal sealed class FakeRegistry(Action<string> register, Action<string>? unregister = null) : IRegistryController
{
    public Task RegisterAsync(RegisterRequest request, CancellationToken cancellationToken = default)
    {
        register(request.PeerId);
        return Task.CompletedTask;
    }

    public Task UnregisterAsync(string peerId, CancellationToken cancellationToken = default)
    {
        unregister?.Invoke(peerId);
        return Task.CompletedTask;
    }
}
