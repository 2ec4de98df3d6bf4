namespace PeerRpc.Chaos.Runs;

/// <summary>Addresses of brokers on this machine.</summary>
internal static class Addresses
{
    public static Uri Of(string transport, int port) => new(FormattableString.Invariant(transport == "ws"
        ? $"ws://127.0.0.1:{port}/peers"
        : (FormattableString)$"tcp://127.0.0.1:{port}"));
}
