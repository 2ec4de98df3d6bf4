using PeerRpc.Core.Faults;
using PeerRpc.Core.Statistics;

namespace PeerRpc.Broker.Statistics;

/// <summary>Takes what clients report of themselves.</summary>
internal sealed class StatisticsController(ReportedStatistics reported) : IStatisticsController
{
    public Task ReportAsync(StatisticsReport report, CancellationToken cancellationToken)
    {
        if (!report.IsPossible)
        {
            throw new RefusalException(
                PeerErrorCode.InvalidArgument,
                $"A report has counts of zero or more, and up to {StatisticsReport.MaxOutcomes} outcomes of a kind.");
        }
        reported.Add(report);
        return Task.CompletedTask;
    }
}
