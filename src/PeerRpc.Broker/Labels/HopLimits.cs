namespace PeerRpc.Broker.Labels;

/// <summary>How much one client may make the broker hold.</summary>
/// <param name="ClientLabels">How many routes it may open.</param>
/// <param name="BrokerLabels">How many routes may lead to it.</param>
/// <param name="DataBytes">How many bytes of routes may wait for it.</param>
internal readonly record struct HopLimits(int ClientLabels, int BrokerLabels, int DataBytes)
{
    // A CloseRoute without a long message fits into this many bytes.
    private const int CloseFrameBytes = 64;

    private const int ControlBytes = 256 * 1024;

    /// <summary>
    /// The limit of the whole queue. A client whose queue is full of data must still get the CloseRoute of every route
    /// it has: no other client's doing may fill its queue, because that would cut it off.
    /// </summary>
    public int QueueBytes => (int)Math.Min(
        int.MaxValue, DataBytes + ControlBytes + (CloseFrameBytes * ((long)ClientLabels + BrokerLabels)));
}
