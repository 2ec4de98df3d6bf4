namespace PeerRpc.Simulations.Load;

/// <summary>Is told how far a call has got, which it has to be in order and before the call ends.</summary>
/// <param name="recorder">Where the history goes.</param>
/// <param name="call">The call.</param>
internal sealed class RisingProgress(HistoryRecorder recorder, long call) : IProgress<int>
{
    private int _last = -1;
    private bool _over;

    public void Report(int value)
    {
        if (value <= _last || _over)
            recorder.ContentWrong(call);
        _last = value;
    }

    /// <summary>The call has succeeded: of what was reported at least the newest has come.</summary>
    public void End(int steps)
    {
        if (_last != steps - 1)
            recorder.ContentWrong(call);
        _over = true;
    }
}
