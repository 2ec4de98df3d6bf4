using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;
using PeerRpc.Client;

namespace PeerRpc.Benchmarks.Watching;

/// <summary>Clients in one process that look at the directory of a broker with many more.</summary>
internal sealed class WatchPart : IRolePart
{
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ChangeLimit = TimeSpan.FromSeconds(30);

    // Longer than the broker gathers changes for a watcher: each change is one after a silence.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);

    private readonly List<PeerClient> _clients = [];
    private readonly List<Watcher> _watchers = [];
    private int _changes;

    /// <inheritdoc/>
    public Task<Uri?> StartAsync(CancellationToken cancellationToken) => Task.FromResult<Uri?>(null);

    /// <inheritdoc/>
    public async Task<string?> TryObeyAsync(IReadOnlyList<string> command) => command[0] switch
    {
        WatchCommand.Join => await JoinAsync(new Uri(command[1]), NumberOf(command[2]), NumberOf(command[3])),
        WatchCommand.List => Json(await ListAsync()),
        WatchCommand.View => Json(await ViewAsync()),
        WatchCommand.Follow => Json(await FollowAsync()),
        WatchCommand.Change => await ChangeAsync(NumberOf(command[1])),
        _ => null,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Watcher watcher in _watchers) await watcher.DisposeAsync();
        foreach (PeerClient client in _clients) await client.DisposeAsync();
    }

    private static int NumberOf(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Json(SpanResult value) => JsonSerializer.Serialize(value, RoleJson.Default.SpanResult);

    private static string NameOf(int number) => $"watcher-{number.ToString(CultureInfo.InvariantCulture)}";

    private async Task<string> JoinAsync(Uri broker, int count, int atATime)
    {
        long start = Stopwatch.GetTimestamp();
        var joined = new PeerClient[count];
        await SideBySide.ForAsync(count, atATime, async i =>
        {
            using var late = new CancellationTokenSource(JoinLimit);
            joined[i] = await PeerClient.ConnectAsync(
                broker, options => options.AccessToken = _ => new ValueTask<string?>(NameOf(i)), late.Token);
            await joined[i].RegisterAsPeerAsync(NameOf(i), late.Token);
        });
        _clients.AddRange(joined);
        return Json(new SpanResult(count, Stopwatch.GetElapsedTime(start).TotalSeconds));
    }

    private async Task<SpanResult> ListAsync()
    {
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<PeerInfo> peers = await _clients[0].Directory.ListAsync();
        return new SpanResult(peers.Count, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private async Task<SpanResult> ViewAsync()
    {
        await using var watcher = new Watcher(_clients[0], new PeerFilter());
        long start = Stopwatch.GetTimestamp();
        int seen = await watcher.StartAsync();
        return new SpanResult(seen, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private async Task<SpanResult> FollowAsync()
    {
        // Of the first client only: a thousand full views of fifteen thousand peers do not fit in one small machine.
        var filter = new PeerFilter { IdPrefix = NameOf(0) };
        long start = Stopwatch.GetTimestamp();
        foreach (PeerClient client in _clients) _watchers.Add(new Watcher(client, filter));
        await Task.WhenAll(_watchers.Select(watcher => watcher.StartAsync()));
        return new SpanResult(_watchers.Count, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private async Task<string> ChangeAsync(int times)
    {
        var latencies = new LatencyHistogram();
        for (int i = 0; i < times; i++)
        {
            string text = $"{++_changes}";
            Task<long>[] seen = [.. _watchers.Select(watcher => watcher.SeesAsync(text))];
            var profile = new PeerProfile { Metadata = new Dictionary<string, string> { ["text"] = text } };
            long start = Stopwatch.GetTimestamp();
            await _clients[0].Directory.PublishAsync(profile);
            foreach (long at in await Task.WhenAll(seen).WaitAsync(ChangeLimit)) latencies.Record(at - start);
            await Task.Delay(Silence);
        }

        const double PerMillisecond = 1_000;
        return JsonSerializer.Serialize(
            new DeltaResult(
                times * _watchers.Count, latencies.Percentile(0.5) / PerMillisecond,
                latencies.Percentile(0.99) / PerMillisecond),
            RoleJson.Default.DeltaResult);
    }
}
