namespace PeerRpc.Integration.Contracts;

/// <summary>Throws what it was made for.</summary>
internal sealed class Room(Func<Exception> error) : IRoom, IPlainRoom
{
    public Task Say(string text) => Task.FromException(error());

    // Before there is a task at all, as code that is not asynchronous does.
    public Task Enter(string text) => throw error();
}
