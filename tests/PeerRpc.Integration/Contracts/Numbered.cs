namespace PeerRpc.Integration.Contracts;

/// <summary>An item that is large enough to fill buffers soon.</summary>
public sealed record Numbered(int Number, byte[] Content)
{
    private static readonly byte[] Filling = new byte[4 * 1024];

    public static Numbered Of(int number) => new(number, Filling);
}
