namespace PeerRpc.Integration.Contracts;

/// <summary>A controller whose behaviour a test decides; see <see cref="Probe"/>.</summary>
[PeerController("/probe")]
public interface IProbe
{
    Task<string> Ask(string text, PeerCall? call = null, CancellationToken cancellationToken = default);
}
