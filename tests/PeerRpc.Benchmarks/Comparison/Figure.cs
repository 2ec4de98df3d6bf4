namespace PeerRpc.Benchmarks.Comparison;

/// <summary>One number of a report.</summary>
/// <param name="Table">The array it stands in, for example <c>medians</c>.</param>
/// <param name="Subject">What it is a figure of, for example <c>peerrpc, 64 in flight</c>.</param>
/// <param name="Baseline">What it is a ratio to; null if it is no ratio.</param>
/// <param name="Name">Its name, for example <c>callsPerSecond</c>.</param>
internal sealed record Figure(string Table, string Subject, string? Baseline, string Name);
