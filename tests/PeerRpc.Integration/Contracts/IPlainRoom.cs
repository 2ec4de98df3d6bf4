namespace PeerRpc.Integration.Contracts;

/// <summary>What a caller has that knows the room of <see cref="IRoom"/>, and not its errors.</summary>
[PeerController("/room")]
public interface IPlainRoom
{
    Task Say(string text);

    Task Enter(string text);
}
