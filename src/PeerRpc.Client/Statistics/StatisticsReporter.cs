using Microsoft.Extensions.Logging;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Statistics;

namespace PeerRpc.Client.Statistics;

/// <summary>Tells the broker at intervals what the client has done, and once more as the client leaves.</summary>
/// <remarks>
/// 1. A report tells what has happened since the one before; where nothing has, none is sent. 2. What certainly did not
/// reach the broker is told again with the next. 3. What was under way when the connection was lost is not: it may have
/// been counted, and nothing is counted twice.
/// </remarks>
internal sealed partial class StatisticsReporter(
    IStatisticsController broker, Func<PeerStatistics> read, ReportTimes times, ILogger logger)
    : IAsyncDisposable
{
    // A client that leaves does not wait long for a broker that is not there.
    private static readonly TimeSpan LastReportLimit = TimeSpan.FromSeconds(1);

    private static readonly PeerStatistics Nothing = new();

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new(); // guards _running and _stopped
    private Task? _running;
    private bool _stopped;
    private PeerStatistics _told = Nothing; // the loop's, and its end's

    /// <summary>Begins, if the options ask for it.</summary>
    public void Start()
    {
        if (times.Interval == Timeout.InfiniteTimeSpan)
            return;
        lock (_gate)
        {
            if (!_stopped)
                _running ??= RunAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_gate)
        {
            running = _stopped ? null : _running;
            _stopped = true;
        }
        if (running is null)
            return;
        _stopping.Fire();
        await running.ConfigureAwait(false);
        await ReportLastAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Task delay = times.Work.DelayAsync(times.Interval, times.Time, _stopping.Token);
            await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_stopping.IsCancellationRequested)
                await ReportAsync(_stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task ReportLastAsync()
    {
        using var limit = new CancellationTokenSource(LastReportLimit, times.Time);
        await ReportAsync(limit.Token).ConfigureAwait(false);
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        PeerStatistics before = _told;
        PeerStatistics now = read();
        var report = StatisticsReport.Between(before, now);
        if (report.IsEmpty)
            return;
        _told = now;
        try
        {
            await broker.ReportAsync(report, cancellationToken).ConfigureAwait(false);
        }
        catch (PeerRpcException failure)
        {
            NotReported(before, failure.Executed, failure.Message);
        }
        catch (PeerCallCanceledException cancelled)
        {
            NotReported(before, cancelled.Executed, cancelled.Message);
        }
    }

    private void NotReported(PeerStatistics before, Executed executed, string reason)
    {
        if (executed == Executed.No)
            _told = before;
        Log.NotReported(logger, reason);
    }

    private static partial class Log
    {
        [LoggerMessage(212, LogLevel.Debug, "What this client has done could not be reported to the broker: {Reason}")]
        public static partial void NotReported(ILogger logger, string reason);
    }
}
