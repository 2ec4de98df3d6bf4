namespace PeerRpc.Integration.Contracts;

internal sealed class Defaults : IDefaults
{
    public Task<string> Describe(
        string text, int priority, string? note, Colour colour, CancellationToken cancellationToken) =>
        Task.FromResult($"{text} {priority} {note ?? "-"} {colour}");
}
