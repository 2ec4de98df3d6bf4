using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>What to measure and how long.</summary>
internal sealed class BenchmarkOptions
{
    /// <summary>Seconds that each load is measured. Default 4.</summary>
    public double Seconds { get; set; } = 4;

    /// <summary>Seconds of load before the first measurement of fresh processes. Default 4.</summary>
    public double Warmup { get; set; } = 4;

    /// <summary>How often each system is started and measured, in alternation. Default 5.</summary>
    public int Pairs { get; set; } = 5;

    /// <summary>How many calls are under way side by side, one load after another. Default 1, 64, 512.</summary>
    public IReadOnlyList<int> InFlight { get; set; } = [1, 64, 512];

    /// <summary>Bytes of each measured transfer. Default 1 GiB.</summary>
    public long Bytes { get; set; } = 1024 * 1024 * 1024;

    /// <summary>What the two hops run over. Default WebSocket.</summary>
    public EchoTransport Transport { get; set; } = EchoTransport.WebSocket;

    /// <summary>The systems to measure, the first being the one that ratios are against. Default all.</summary>
    public IReadOnlyList<string> Systems { get; set; } = [];

    /// <summary>How large a crowd is; only for the scenarios that have one.</summary>
    public CrowdOptions Crowd { get; } = new();

    /// <summary>Whether the systems were named on the command line.</summary>
    public bool SystemsAreChosen { get; set; }

    /// <summary>Where to write every run, the medians and the ratios; null for nowhere.</summary>
    public string? JsonFile { get; set; }
}
