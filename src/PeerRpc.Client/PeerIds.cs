using PeerRpc.Core.Randomness;
using PeerRpc.Core.Registration;

namespace PeerRpc.Client;

/// <summary>The ids under which a client is registered.</summary>
/// <param name="registry">The broker's registry.</param>
/// <param name="random">Where the client's key comes from.</param>
internal sealed class PeerIds(IRegistryController registry, RandomSource random)
{
    private const int KeyLength = 32;

    private readonly byte[] _key = random.GetBytes(KeyLength);
    private readonly Lock _gate = new(); // guards the making of a new list
    private volatile string[] _registered = [];

    public IReadOnlyList<string> Registered => _registered;

    /// <summary>The id that calls are made as; empty if there is none.</summary>
    public string First => _registered is [string first, ..] ? first : "";

    public async Task RegisterAsync(string peerId, CancellationToken cancellationToken)
    {
        await registry.RegisterAsync(new RegisterRequest(peerId, _key, Generation: 1), cancellationToken)
            .ConfigureAwait(false);
        lock (_gate)
        {
            if (!_registered.Contains(peerId))
                _registered = [.. _registered, peerId];
        }
    }

    public async Task UnregisterAsync(string peerId, CancellationToken cancellationToken)
    {
        await registry.UnregisterAsync(peerId, cancellationToken).ConfigureAwait(false);
        lock (_gate)
            _registered = [.. _registered.Where(id => id != peerId)];
    }
}
