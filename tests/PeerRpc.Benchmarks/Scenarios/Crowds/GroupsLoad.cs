namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>How a group is told something.</summary>
/// <param name="Burst">How many messages are sent at once.</param>
/// <param name="SecondsBetween">From one burst to the next, at least; zero for as soon as all have got it.</param>
internal sealed record GroupsLoad(int Burst, double SecondsBetween);
