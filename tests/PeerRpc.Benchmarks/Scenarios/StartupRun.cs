namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>One start of one system.</summary>
/// <param name="Pair">Which alternation, from 1.</param>
/// <param name="System">The system.</param>
/// <param name="BrokerMilliseconds">From the start of the broker's process until it listens.</param>
/// <param name="CalleeMilliseconds">From the start of the callee's process until it can be called.</param>
/// <param name="CallerMilliseconds">From the start of the caller's process until it is connected.</param>
/// <param name="FirstCallMilliseconds">From the command to call until its answer.</param>
/// <param name="SecondCallMilliseconds">The same again.</param>
internal sealed record StartupRun(
    int Pair,
    string System,
    double BrokerMilliseconds,
    double CalleeMilliseconds,
    double CallerMilliseconds,
    double FirstCallMilliseconds,
    double SecondCallMilliseconds)
{
    /// <summary>From nothing to the first answer, one process after another.</summary>
    public double TotalMilliseconds =>
        BrokerMilliseconds + CalleeMilliseconds + CallerMilliseconds + FirstCallMilliseconds;
}
