namespace PeerRpc.Integration.Contracts;

/// <summary>Declares an error for all its methods, and one for a single method.</summary>
[PeerController("/room")]
[ApplicationError<Muted>("room.muted")]
public interface IRoom
{
    Task Say(string text);

    [ApplicationError<Full>("room.full")]
    Task Enter(string text);
}
