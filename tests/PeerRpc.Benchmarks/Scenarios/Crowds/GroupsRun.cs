namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>One load of one system.</summary>
/// <param name="Pair">Which start of the processes, from 1.</param>
/// <param name="System">The system.</param>
/// <param name="Burst">How many messages were sent at once.</param>
/// <param name="Members">To how many members each went.</param>
/// <param name="Messages">How many messages in all.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="BrokerMicrosecondsPerCopy">Processor time of the broker by copies.</param>
/// <param name="MembersMicrosecondsPerCopy">Processor time of the members' processes by copies.</param>
/// <param name="OtherCores">Cores that everything else on the machine kept busy meanwhile; null if unknown.</param>
internal sealed record GroupsRun(
    int Pair,
    string System,
    int Burst,
    int Members,
    int Messages,
    double Seconds,
    double BrokerMicrosecondsPerCopy,
    double MembersMicrosecondsPerCopy,
    double? OtherCores)
{
    /// <summary>Copies that members had got, per second.</summary>
    public double CopiesPerSecond => (double)Messages * Members / Seconds;

    /// <summary>Whether so much else ran meanwhile that the run proves little, in either direction.</summary>
    public bool IsDisturbed => Disturbance.Is(OtherCores);
}
