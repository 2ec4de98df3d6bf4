namespace Rooms;

[PeerController("/room")]
public interface IRoom : IAsyncDisposable
{
    Task Say(string text);

    Task<IRoom> Open(string name);

    Task<IRoom?> Find(string name);

    IAsyncEnumerable<IRoom> Rooms();

    Task Join(IRoom member, IRoom? guest = null);
}
