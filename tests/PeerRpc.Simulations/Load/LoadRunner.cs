namespace PeerRpc.Simulations.Load;

/// <summary>Does the operations of a caller, some of them at the same time.</summary>
internal sealed class LoadRunner
{
    private const int LargestSmall = 200;
    private const int LargestInOrder = 24 * 1024;
    private const int LeastChunked = 64 * 1024;
    private const int LargestChunked = 160 * 1024;

    private static readonly OperationKind[] Mixed = Spread(
        (OperationKind.Echo, 60), (OperationKind.EchoLarge, 6), (OperationKind.EchoChunked, 1),
        (OperationKind.Wait, 12), (OperationKind.Cancel, 8), (OperationKind.Endless, 4), (OperationKind.Expire, 8),
        (OperationKind.Refuse, 4), (OperationKind.Relay, 4), (OperationKind.Work, 2), (OperationKind.Drop, 6),
        (OperationKind.Post, 6), (OperationKind.Pull, 4), (OperationKind.Push, 2), (OperationKind.PushDropping, 2),
        (OperationKind.Collect, 3), (OperationKind.Observe, 2), (OperationKind.Download, 2),
        (OperationKind.Upload, 2), (OperationKind.Borrow, 4));

    // Much that is large, so that windows and queues fill.
    private static readonly OperationKind[] Heavy = Spread(
        (OperationKind.Echo, 40), (OperationKind.EchoLarge, 12), (OperationKind.EchoChunked, 6),
        (OperationKind.Cancel, 4), (OperationKind.Download, 3), (OperationKind.Upload, 3), (OperationKind.Pull, 3),
        (OperationKind.Push, 2));

    // Many that stop before they end.
    private static readonly OperationKind[] Restless = Spread(
        (OperationKind.Echo, 20), (OperationKind.Cancel, 20), (OperationKind.Endless, 20), (OperationKind.Expire, 10),
        (OperationKind.Drop, 10), (OperationKind.Post, 10), (OperationKind.Relay, 4), (OperationKind.Pull, 4),
        (OperationKind.Observe, 2), (OperationKind.Work, 2));

    private readonly OperationKind[] _kinds;
    private readonly LoadContext _context;
    private readonly LoadProgress _progress;
    private readonly Func<OperationKind, CallSite> _choose;
    private readonly Func<int> _chooseNext;
    private readonly UnaryCalls _unary;
    private readonly StreamCalls _streams;
    private readonly ObjectCalls _objects;

    /// <param name="context">What the calls have in common.</param>
    /// <param name="progress">How much is still to be done.</param>
    /// <param name="mix">Which operations.</param>
    /// <param name="choose">Chooses whom to call.</param>
    /// <param name="chooseNext">Chooses whom the one who is called calls.</param>
    public LoadRunner(
        LoadContext context, LoadProgress progress, LoadMix mix, Func<OperationKind, CallSite> choose,
        Func<int> chooseNext)
    {
        _kinds = mix switch
        {
            LoadMix.Heavy => Heavy,
            LoadMix.Restless => Restless,
            _ => Mixed,
        };
        _context = context;
        _progress = progress;
        _choose = choose;
        _chooseNext = chooseNext;
        _unary = new UnaryCalls(context);
        _streams = new StreamCalls(context);
        _objects = new ObjectCalls(context);
    }

    /// <summary>Does what is still to be done.</summary>
    /// <param name="loops">How many operations go on at the same time.</param>
    /// <param name="longestPause">The longest pause between two of one loop.</param>
    public Task RunAsync(int loops, TimeSpan longestPause) =>
        Task.WhenAll(Enumerable.Range(0, loops).Select(_ => LoopAsync(longestPause)).ToArray());

    private static OperationKind[] Spread(params ReadOnlySpan<(OperationKind Kind, int Share)> shares)
    {
        List<OperationKind> kinds = [];
        foreach ((OperationKind kind, int share) in shares)
            kinds.AddRange(Enumerable.Repeat(kind, share));
        return [.. kinds];
    }

    private async Task LoopAsync(TimeSpan longestPause)
    {
        while (_progress.TryBegin())
        {
            if (longestPause > TimeSpan.Zero)
                await Task.Delay(longestPause * _context.Random.NextDouble(), _context.Executions.Time);
            await DoAsync(_kinds[_context.Random.Next(_kinds.Length)]);
            _progress.End();
        }
    }

    private Task DoAsync(OperationKind kind)
    {
        CallSite site = _choose(kind);
        switch (kind)
        {
            case OperationKind.Echo:
                return _unary.EchoAsync(site, 0, LargestSmall, inOrder: true);
            case OperationKind.EchoLarge:
                return _unary.EchoAsync(site, LargestSmall, LargestInOrder, inOrder: true);
            case OperationKind.EchoChunked:
                return _unary.EchoAsync(site, LeastChunked, LargestChunked, inOrder: false);
            case OperationKind.Wait:
                return _unary.WaitAsync(site);
            case OperationKind.Cancel:
                return _unary.CancelAsync(site);
            case OperationKind.Expire:
                return _unary.ExpireAsync(site);
            case OperationKind.Endless:
                return _unary.EndlessAsync(site);
            case OperationKind.Refuse:
                return _unary.RefuseAsync(site);
            case OperationKind.Relay:
                return _unary.RelayAsync(site, _chooseNext());
            case OperationKind.Work:
                return _unary.WorkAsync(site);
            case OperationKind.Drop:
                _unary.Drop(site);
                return Task.CompletedTask;
            case OperationKind.Post:
                return _unary.PostAsync(site);
            case OperationKind.Pull:
                return _streams.PullAsync(site);
            case OperationKind.Push:
                return _streams.PushAsync(site, mayDrop: false);
            case OperationKind.PushDropping:
                return _streams.PushAsync(site, mayDrop: true);
            case OperationKind.Collect:
                return _streams.CollectAsync(site);
            case OperationKind.Observe:
                return _streams.ObserveAsync(site);
            case OperationKind.Borrow:
                return _objects.BorrowAsync(site);
            case OperationKind.Download:
                return _streams.DownloadAsync(site);
            default:
                return _streams.UploadAsync(site);
        }
    }
}
