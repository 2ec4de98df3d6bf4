namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>
/// The work that could run now. Which of it does is up to the seed, as it is up to the threads of a pool.
/// </summary>
/// <param name="random">Chooses; null takes the oldest always.</param>
internal sealed class ReadyQueue(SeededRandom? random)
{
    private ReadyWork[] _items = new ReadyWork[64];
    private int _first;

    public int Count { get; private set; }

    public void Add(in ReadyWork work)
    {
        if (Count == _items.Length)
            Grow();
        _items[(_first + Count++) & (_items.Length - 1)] = work;
    }

    public ReadyWork Take()
    {
        int mask = _items.Length - 1;
        if (random is not null && Count > 1)
        {
            int chosen = (_first + random.Next(Count)) & mask;
            (_items[_first], _items[chosen]) = (_items[chosen], _items[_first]);
        }
        ReadyWork taken = _items[_first];
        _items[_first] = default;
        _first = (_first + 1) & mask;
        Count--;
        return taken;
    }

    private void Grow()
    {
        var larger = new ReadyWork[_items.Length * 2];
        for (int i = 0; i < Count; i++)
            larger[i] = _items[(_first + i) & (_items.Length - 1)];
        _items = larger;
        _first = 0;
    }
}
