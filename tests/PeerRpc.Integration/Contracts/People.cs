using System.Collections.Concurrent;

namespace PeerRpc.Integration.Contracts;

internal sealed class People : IPeople
{
    private readonly ConcurrentDictionary<string, Person> _people = new();

    public Task Put(string id, Person value)
    {
        _people[id] = value;
        return Task.CompletedTask;
    }

    public Task<Person?> Find(string id) => Task.FromResult(_people.GetValueOrDefault(id));

    public Task<int> Count() => Task.FromResult(_people.Count);

    public Task Clear()
    {
        _people.Clear();
        return Task.CompletedTask;
    }
}
