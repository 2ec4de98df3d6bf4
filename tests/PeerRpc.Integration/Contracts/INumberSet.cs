namespace PeerRpc.Integration.Contracts;

/// <summary>A set of numbers that the members of a group hold together.</summary>
[PeerController("/set")]
public interface INumberSet
{
    /// <summary>Takes what the caller has, and gives what it lacks.</summary>
    Task<int[]> Exchange(int[] numbers);

    [OneWay]
    Task Added(int number);
}
