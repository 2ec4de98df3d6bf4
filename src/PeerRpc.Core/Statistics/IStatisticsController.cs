namespace PeerRpc.Core.Statistics;

/// <summary>The broker's own controller for what its clients say they have done.</summary>
[PeerController(Path)]
internal interface IStatisticsController
{
    /// <summary>Where the broker serves it.</summary>
    const string Path = "$peerrpc/statistics";

    /// <summary>Adds to what the clients have done together.</summary>
    Task ReportAsync(StatisticsReport report, CancellationToken cancellationToken = default);
}
