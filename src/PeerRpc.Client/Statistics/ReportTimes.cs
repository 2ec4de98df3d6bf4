using PeerRpc.Core.Connections;

namespace PeerRpc.Client.Statistics;

/// <summary>When a client reports.</summary>
/// <param name="Interval">How often; infinite for never.</param>
/// <param name="Time">The clock.</param>
/// <param name="Work">Waits.</param>
internal sealed record ReportTimes(TimeSpan Interval, TimeProvider Time, WorkScheduler Work);
