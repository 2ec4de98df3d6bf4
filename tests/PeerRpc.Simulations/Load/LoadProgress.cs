namespace PeerRpc.Simulations.Load;

/// <summary>How much a caller has still to do; outlives its processes.</summary>
/// <param name="count">How many operations there are in all.</param>
internal sealed class LoadProgress(int count)
{
    private int _left = count;
    private int _open;

    /// <summary>How many operations have begun.</summary>
    public int Begun { get; private set; }

    /// <summary>Whether everything has been begun and has ended.</summary>
    public bool IsDone => _left == 0 && _open == 0;

    /// <summary>Takes the next one, if there is one.</summary>
    public bool TryBegin()
    {
        if (_left == 0)
            return false;
        _left--;
        Begun++;
        _open++;
        return true;
    }

    public void End() => _open--;

    /// <summary>The process has ended, and with it what was open.</summary>
    public void Forget() => _open = 0;
}
