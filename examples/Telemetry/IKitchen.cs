using PeerRpc;

namespace Telemetry;

/// <summary>What the traffic consists of.</summary>
[PeerController("/kitchen")]
public interface IKitchen
{
    /// <summary>Cooks something; not everything is on the menu.</summary>
    Task<string> Cook(string dish, CancellationToken cancellationToken = default);
}
