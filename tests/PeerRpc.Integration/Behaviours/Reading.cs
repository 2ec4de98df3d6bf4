namespace PeerRpc.Integration.Behaviours;

/// <summary>Reads the items of any form of stream into a recorder.</summary>
internal static class Reading
{
    /// <summary>Reads until the end of the stream or of the result.</summary>
    public static async Task<IDisposable> ReadAsync(this IFlows flows, StreamForm form, Recorder<int> recorder)
    {
        switch (form)
        {
            case StreamForm.Enumerable:
                return Enumerate(flows.Items(), recorder);
            case StreamForm.EnumerableInTask:
                return Enumerate(await flows.ItemsLater().WithinLimitAsync(), recorder);
            case StreamForm.Observable:
                return flows.Values().Subscribe(recorder);
            default:
                return (await flows.Source().WithinLimitAsync()).Subscribe(recorder);
        }
    }

    // What stops an enumeration is that its body leaves the loop, here at the next item or with its token.
    private static Enumeration Enumerate(IAsyncEnumerable<int> items, Recorder<int> recorder)
    {
        var enumeration = new Enumeration();
        _ = recorder.ReadAsync(items, enumeration.Token);
        return enumeration;
    }

    private sealed class Enumeration : IDisposable
    {
        private readonly CancellationTokenSource _source = new();

        public CancellationToken Token => _source.Token;

        public void Dispose() => _source.Cancel();
    }
}
