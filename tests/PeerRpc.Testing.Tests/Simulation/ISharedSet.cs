namespace PeerRpc.Testing.Tests.Simulation;

/// <summary>A set of numbers that the members of a group hold together.</summary>
[PeerController("/shared-set")]
public interface ISharedSet
{
    Task<int[]> Exchange(int[] mine);

    [OneWay]
    Task Added(int number);
}
