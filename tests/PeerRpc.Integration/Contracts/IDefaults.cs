namespace PeerRpc.Integration.Contracts;

[PeerController("/defaults")]
public interface IDefaults
{
    Task<string> Describe(
        string text, int priority = 3, string? note = null, Colour colour = Colour.Green,
        CancellationToken cancellationToken = default);
}
