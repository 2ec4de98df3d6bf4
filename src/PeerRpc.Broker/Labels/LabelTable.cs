namespace PeerRpc.Broker.Labels;

/// <summary>
/// The labels of one hop. Those that the client chooses are odd, those that the broker chooses are even.
/// </summary>
/// <remarks>
/// Two dense arrays, so that a look-up is one array access; a label's index is half of it. Changed under the gate of
/// the hop's output, and read without it by the hop's own read pump: a client can only answer a label after it was put
/// here. Even labels begin with 2, because 0 is the connection's own.
/// </remarks>
/// <param name="clientLimit">How many labels the client may choose.</param>
/// <param name="brokerLimit">How many labels the broker may choose.</param>
internal sealed class LabelTable(int clientLimit, int brokerLimit)
{
    private const int SmallestSide = 4;
    private const uint FirstOfBroker = 2;

    private Stack<uint>? _free;
    private volatile RouteHalf?[] _client = [];
    private volatile RouteHalf?[] _broker = [];
    private uint _next = FirstOfBroker;
    private int _count;

    /// <summary>Everything that has a label now, or was refused and not yet replaced.</summary>
    public IEnumerable<RouteHalf> All => _client.Concat(_broker).OfType<RouteHalf>();

    public static bool IsChosenByClient(uint label) => (label & 1) != 0;

    /// <summary>Whether a client may choose this label at all.</summary>
    public bool IsOffered(uint label) => IsChosenByClient(label) && label >> 1 < (uint)clientLimit;

    public RouteHalf? Find(uint label)
    {
        RouteHalf?[] side = IsChosenByClient(label) ? _client : _broker;
        uint index = label >> 1;
        return index < (uint)side.Length ? side[index] : null;
    }

    public void Add(RouteHalf half)
    {
        if (IsChosenByClient(half.Label))
            _client = Put(_client, half);
        else
            _broker = Put(_broker, half);
    }

    /// <summary>Chooses a free even label.</summary>
    public bool TryChoose(out uint label)
    {
        if (_free is not null && _free.TryPop(out label))
            return true;
        label = 0;
        if (_next >> 1 > (uint)brokerLimit)
            return false;
        label = _next;
        _next += 2;
        return true;
    }

    /// <summary>Frees the label of a half.</summary>
    public void Remove(RouteHalf half)
    {
        bool client = IsChosenByClient(half.Label);
        (client ? _client : _broker)[half.Label >> 1] = null;
        if (!client)
            (_free ??= new Stack<uint>()).Push(half.Label);
        if (--_count == 0)
            Rest();
    }

    // Most peers are idle most of the time: a hop without routes holds nothing.
    private void Rest()
    {
        _client = [];
        _broker = [];
        _free = null;
        _next = FirstOfBroker;
    }

    private RouteHalf?[] Put(RouteHalf?[] side, RouteHalf half)
    {
        int index = (int)(half.Label >> 1);
        if (index >= side.Length)
            Array.Resize(ref side, Math.Max(SmallestSide, Math.Max(side.Length * 2, index + 1)));
        if (side[index] is null)
            _count++;
        side[index] = half;
        return side;
    }
}
