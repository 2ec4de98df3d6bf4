using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Labels;

/// <summary>What a route ends at when it ends at the broker itself instead of at a second client.</summary>
internal interface IRouteEnd
{
    /// <summary>
    /// Takes the data of one frame; called from the read pump of the client, one frame after another. Must not wait and
    /// must not run anybody's code.
    /// </summary>
    /// <param name="data">The data; valid only during the call.</param>
    void OnData(ReadOnlySpan<byte> data);

    /// <summary>The route is closed, by the client or with its connection; called once, on any thread.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="message">Why, for people.</param>
    void OnClosed(CloseReason reason, string message);
}
