namespace PeerRpc.Chaos.Serving;

/// <summary>Writes the outcome of a call to the history.</summary>
internal static class Outcomes
{
    /// <summary>Makes a call whose result is a number.</summary>
    /// <returns>Whether it succeeded.</returns>
    public static async Task<bool> ObserveAsync(HistoryRecorder recorder, long call, Func<Task<long>> make)
    {
        try
        {
            recorder.Succeeded(call, await make());
            return true;
        }
        catch (Exception exception) when (TryRecord(recorder, call, exception))
        {
            return false;
        }
    }

    /// <summary>Writes down that a call has failed.</summary>
    /// <returns>Whether it is a way in which calls fail.</returns>
    public static bool TryRecord(HistoryRecorder recorder, long call, Exception exception)
    {
        switch (exception)
        {
            case PeerRpcException error:
                recorder.Failed(call, error.Code, error.Executed);
                return true;
            case PeerCallCanceledException cancelled:
                recorder.Failed(call, cancelled.Code, cancelled.Executed);
                return true;
            default:
                return false;
        }
    }
}
