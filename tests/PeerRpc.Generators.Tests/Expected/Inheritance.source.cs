namespace Stores;

public record User(string Name);

[ApplicationError<string>("store.full")]
public interface IStore<T>
{
    Task<T?> Get(string id);

    Task Put(string id, T value);

    Task<string> Describe() => Task.FromResult("a store");
}

public static class Outer
{
    [PeerController("/users")]
    internal interface IUsers : IStore<User>
    {
        [PeerMethod("GetUser")]
        new Task<User> Get(string id);
    }
}
