using PeerRpc.Core.Statistics;

namespace PeerRpc.Broker.Statistics;

/// <summary>What clients have reported, together. For any thread.</summary>
internal sealed class ReportedStatistics
{
    private readonly Lock _gate = new(); // held for one addition at a time
    private volatile PeerStatistics _sum = new();

    public PeerStatistics Sum => _sum;

    public void Add(StatisticsReport report)
    {
        lock (_gate)
            _sum = report.AddTo(_sum);
    }
}
