namespace PeerRpc.Simulations.Contracts;

/// <summary>What members of a group are told by calls.</summary>
[PeerController("/seeds/notices")]
public interface INotices
{
    [OneWay]
    Task Tell(Note note);
}
