namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>One load of one system.</summary>
/// <param name="Pair">Which start of the processes, from 1.</param>
/// <param name="System">The system.</param>
/// <param name="Burst">How many messages were sent at once.</param>
/// <param name="Members">To how many members each went.</param>
/// <param name="Messages">How many messages in all.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="BrokerSeconds">Processor time of the broker.</param>
/// <param name="IdleCores">Cores that the broker kept busy before, while the members were idle.</param>
/// <param name="MembersSeconds">Processor time of the members' processes.</param>
/// <param name="OtherCores">Cores that everything else on the machine kept busy meanwhile; null if unknown.</param>
internal sealed record GroupsRun(
    int Pair,
    string System,
    int Burst,
    int Members,
    int Messages,
    double Seconds,
    double BrokerSeconds,
    double IdleCores,
    double MembersSeconds,
    double? OtherCores)
{
    /// <summary>Copies that members had got, per second.</summary>
    public double CopiesPerSecond => Copies / Seconds;

    /// <summary>Processor time of the broker by copies, without what it uses while the members are idle.</summary>
    public double BrokerMicrosecondsPerCopy => PerCopy(BrokerSeconds - (IdleCores * Seconds));

    /// <summary>All processor time of the broker by copies.</summary>
    public double WholeMicrosecondsPerCopy => PerCopy(BrokerSeconds);

    /// <summary>Processor time of the members' processes by copies.</summary>
    public double MembersMicrosecondsPerCopy => PerCopy(MembersSeconds);

    /// <summary>Whether so much else ran meanwhile that the run proves little, in either direction.</summary>
    public bool IsDisturbed => Disturbance.Is(OtherCores);

    private double Copies => (double)Messages * Members;

    private double PerCopy(double seconds) => TimeSpan.FromSeconds(seconds).TotalMicroseconds / Copies;
}
