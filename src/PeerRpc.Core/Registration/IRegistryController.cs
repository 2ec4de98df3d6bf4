namespace PeerRpc.Core.Registration;

/// <summary>The broker's own controller for peer ids: the framework is its own first user.</summary>
[PeerController(Path)]
internal interface IRegistryController
{
    /// <summary>Where the broker serves it.</summary>
    const string Path = "$peerrpc/registry";

    /// <summary>Registers an id for the client that calls.</summary>
    Task RegisterAsync(RegisterRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives an id up.</summary>
    Task UnregisterAsync(string peerId, CancellationToken cancellationToken = default);
}
