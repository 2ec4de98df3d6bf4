using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>All clients of one system coming, staying and leaving once.</summary>
/// <param name="Cycle">Which time, from 1.</param>
/// <param name="System">The system.</param>
/// <param name="Join">How many came in which time.</param>
/// <param name="JoinBrokerMicroseconds">Processor time of the broker per client that came.</param>
/// <param name="JoinClientMicroseconds">Processor time of the clients' processes per client that came.</param>
/// <param name="Empty">What the broker held before the first cycle.</param>
/// <param name="Full">What it held with all clients idle.</param>
/// <param name="Left">What it held after all had left.</param>
/// <param name="IdleBrokerCores">Cores that the broker kept busy while all were idle.</param>
/// <param name="OtherCores">Cores that everything else kept busy while they came; null if unknown.</param>
internal sealed record IdleRun(
    int Cycle,
    string System,
    SpanResult Join,
    double JoinBrokerMicroseconds,
    double JoinClientMicroseconds,
    ResidentReading Empty,
    ResidentReading Full,
    ResidentReading Left,
    double IdleBrokerCores,
    double? OtherCores)
{
    private const double BytesPerKibibyte = 1024;
    private const double BytesPerMebibyte = 1024 * 1024;

    /// <summary>Resident memory of the broker per client, after a collection, in KiB.</summary>
    public double ResidentKibibytes => PerClient(Full.Bytes - Empty.Bytes);

    /// <summary>The same before the collection, in KiB.</summary>
    public double UncollectedKibibytes => PerClient(Full.BytesBefore - Empty.Bytes);

    /// <summary>Bytes of live objects of the broker per client, in KiB.</summary>
    public double ManagedKibibytes => PerClient(Full.ManagedBytes - Empty.ManagedBytes);

    /// <summary>What the broker kept of its resident memory when all had left, in MiB.</summary>
    public double KeptMebibytes => (Left.Bytes - Empty.Bytes) / BytesPerMebibyte;

    /// <summary>What it kept of its live objects, in MiB.</summary>
    public double KeptManagedMebibytes => (Left.ManagedBytes - Empty.ManagedBytes) / BytesPerMebibyte;

    /// <summary>Whether so much else ran meanwhile that the run proves little, in either direction.</summary>
    public bool IsDisturbed => Disturbance.Is(OtherCores);

    private double PerClient(long bytes) => bytes / BytesPerKibibyte / Join.Count;
}
