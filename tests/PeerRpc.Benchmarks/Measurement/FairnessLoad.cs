using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.Measurement;

/// <summary>Small calls one at a time, alone or beside bulk that never pauses.</summary>
internal sealed class FairnessLoad(IBulkCaller caller)
{
    private readonly BulkLoad _bulk = new(caller);
    private readonly LoadGenerator _calls = new(caller);

    /// <summary>Calls for a time.</summary>
    /// <param name="target">Who sends the bulk; null for none.</param>
    /// <param name="duration">How long to call. The bulk begins before and ends after.</param>
    public async Task<FairnessResult> RunAsync(BulkTarget? target, TimeSpan duration)
    {
        if (target is null) return new FairnessResult(await CallAsync(duration), null);
        var bulk = new RepeatedBulk(_bulk, target.Value);
        try
        {
            await bulk.UnderWay;
            LoadResult calls = await CallAsync(duration);
            return new FairnessResult(calls, await bulk.StopAsync());
        }
        finally
        {
            await ((Task)bulk.StopAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<LoadResult> CallAsync(TimeSpan duration) => _calls.RunAsync(inFlight: 1, duration);
}
