namespace PeerRpc.Integration.Behaviours;

/// <summary>The ways in which a method returns items.</summary>
public enum StreamForm
{
    Enumerable,
    EnumerableInTask,
    Observable,
    ObservableInTask,
}
