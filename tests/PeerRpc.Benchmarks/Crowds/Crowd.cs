using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Crowds;

/// <summary>The clients of one process, and the ways that they call by.</summary>
internal sealed class Crowd(ICrowdSystem system) : IAsyncDisposable
{
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(30);
    private readonly List<ICrowdPeer> _peers = [];
    private readonly List<IEchoCaller> _inward = [];
    private readonly List<IEchoCaller> _outward = [];

    /// <summary>The clients, in the order of their numbers.</summary>
    public IReadOnlyList<ICrowdPeer> Peers => _peers;

    /// <summary>The ways of many clients here to the one of number zero.</summary>
    public IReadOnlyList<IEchoCaller> Inward => _inward;

    /// <summary>The ways of the first client here to many, from number zero.</summary>
    public IReadOnlyList<IEchoCaller> Outward => _outward;

    /// <summary>Connects clients, several at a time.</summary>
    /// <param name="broker">Where to.</param>
    /// <param name="first">The number of the first one.</param>
    /// <param name="count">How many.</param>
    /// <param name="atATime">How many at a time.</param>
    public async Task JoinAsync(Uri broker, int first, int count, int atATime)
    {
        var joined = new ICrowdPeer[count];
        await SideBySide.ForAsync(count, atATime, async i =>
        {
            using var late = new CancellationTokenSource(JoinLimit);
            joined[i] = await system.JoinAsync(broker, CrowdNames.Of(first + i), late.Token);
        });
        _peers.AddRange(joined);
    }

    /// <summary>Makes ways of the first clients here to the one of number zero, up to a number of them.</summary>
    public IReadOnlyList<IEchoCaller> AddInward(int count)
    {
        int had = _inward.Count;
        for (int i = had; i < count; i++) _inward.Add(_peers[i].To(CrowdNames.Of(0)));
        return _inward[had..];
    }

    /// <summary>Makes ways of the first client here to those of the numbers from zero, up to a count.</summary>
    public IReadOnlyList<IEchoCaller> AddOutward(int count)
    {
        int had = _outward.Count;
        for (int i = had; i < count; i++) _outward.Add(_peers[0].To(CrowdNames.Of(i)));
        return _outward[had..];
    }

    /// <summary>Has all join the one group.</summary>
    /// <param name="received">Told of each message that one of them gets.</param>
    /// <param name="atATime">How many at a time.</param>
    public Task JoinGroupAsync(Action received, int atATime) =>
        SideBySide.ForAsync(_peers.Count, atATime, i => _peers[i].JoinGroupAsync(received));

    /// <summary>Has the first client here tell all members something several times, at once.</summary>
    public Task TellGroupAsync(string text, int times) =>
        Task.WhenAll([.. Enumerable.Range(0, times).Select(_ => _peers[0].TellGroupAsync(text))]);

    /// <summary>Has all leave, several at a time.</summary>
    public async Task LeaveAsync(int atATime)
    {
        ICrowdPeer[] leaving = [.. _peers];
        _peers.Clear();
        _inward.Clear();
        _outward.Clear();
        await SideBySide.ForAsync(leaving.Length, atATime, async i => await leaving[i].DisposeAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await LeaveAsync(_peers.Count);
}
