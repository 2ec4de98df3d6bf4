namespace PeerRpc.Benchmarks.SignalR;

/// <summary>The names of methods that clients have.</summary>
internal static class HubMethods
{
    /// <summary>Text in, the same text out.</summary>
    public const string Echo = "Echo";

    /// <summary>Asks for bulk: the transfer and how many bytes.</summary>
    public const string Send = "Send";
}
