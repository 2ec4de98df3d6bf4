namespace PeerRpc.Chaos.Network;

/// <summary>How many bytes a connection passes before it is cut, both directions together.</summary>
/// <param name="bytes">How many.</param>
/// <param name="resets">
/// Whether both sides then see a reset, by which they lose what they have not read yet. Otherwise they see an end, and
/// all bytes before it.
/// </param>
/// <param name="spent">Is called once, when they have passed.</param>
internal sealed class ByteBudget(long bytes, bool resets, Action spent)
{
    private readonly Lock _gate = new(); // guards _left
    private long _left = bytes;

    public bool Resets => resets;

    /// <summary>Takes as many of some bytes as may still pass.</summary>
    /// <param name="wanted">How many there are.</param>
    /// <param name="isSpent">Whether the connection is to be cut behind them.</param>
    public int Take(int wanted, out bool isSpent)
    {
        bool isFirst;
        int taken;
        lock (_gate)
        {
            taken = (int)long.Min(wanted, _left);
            isFirst = _left > 0 && _left - taken == 0;
            _left -= taken;
            isSpent = _left == 0;
        }
        if (isFirst)
            spent();
        return taken;
    }
}
