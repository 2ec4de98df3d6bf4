using System.Diagnostics.CodeAnalysis;

namespace PeerRpc.Core.Calls;

/// <summary>What is under way, by ids that are given out one after another. For one thread at a time.</summary>
/// <remarks>
/// The lowest bits of an id are its place. Of ids that follow one another nearly each has a place to itself, so that it
/// is found with one comparison. One whose place is taken (by something that takes long, or because the other side
/// chooses its ids as it likes) is kept in a dictionary, which costs what it costs.
/// </remarks>
internal sealed class IdTable<T>
    where T : class
{
    private const int SmallestSize = 8;

    private Place[] _places = [];
    private Dictionary<ulong, T>? _others;
    private int _placed;

    public int Count => _placed + (_others?.Count ?? 0);

    /// <summary>All of them, in no order; nothing may be added or removed meanwhile.</summary>
    public IEnumerable<T> Values
    {
        get
        {
            foreach (Place place in _places)
            {
                if (place.Value is { } value)
                    yield return value;
            }
            foreach (T value in _others?.Values ?? Enumerable.Empty<T>())
                yield return value;
        }
    }

    /// <summary>Finds one; null if it is not there.</summary>
    public T? Find(ulong id)
    {
        if (_placed == 0)
            return _others?.GetValueOrDefault(id);
        ref Place place = ref PlaceOf(id);
        return place.Id == id && place.Value is not null ? place.Value : _others?.GetValueOrDefault(id);
    }

    /// <summary>Adds one, whose id is not there yet.</summary>
    public void Add(ulong id, T value)
    {
        if (2 * _placed >= _places.Length)
            Grow();
        if (!TryPlace(id, value))
            (_others ??= []).Add(id, value);
    }

    /// <summary>Removes one.</summary>
    /// <returns>False if it is not there.</returns>
    public bool Remove(ulong id, [NotNullWhen(true)] out T? value)
    {
        value = null;
        if (_placed > 0)
        {
            ref Place place = ref PlaceOf(id);
            if (place.Id == id && place.Value is not null)
            {
                value = place.Value;
                place = default;
                _placed--;
                return true;
            }
        }
        return _others is not null && _others.Remove(id, out value);
    }

    public void Clear()
    {
        _places = [];
        _others = null;
        _placed = 0;
    }

    private ref Place PlaceOf(ulong id) => ref _places[(int)id & (_places.Length - 1)];

    private bool TryPlace(ulong id, T value)
    {
        ref Place place = ref PlaceOf(id);
        if (place.Value is not null)
            return false;
        place = new Place(id, value);
        _placed++;
        return true;
    }

    // Who has a place has it to itself also among more of them; some of the others find one.
    private void Grow()
    {
        Place[] before = _places;
        _places = new Place[Math.Max(SmallestSize, 2 * before.Length)];
        _placed = 0;
        foreach (Place place in before)
        {
            if (place.Value is { } value)
                TryPlace(place.Id, value);
        }
        foreach ((ulong id, T value) in _others?.ToArray() ?? [])
        {
            if (TryPlace(id, value))
                _others!.Remove(id);
        }
    }

    private readonly record struct Place(ulong Id, T? Value);
}
