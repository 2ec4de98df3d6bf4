using System.Globalization;

namespace PeerRpc.Integration.Processes;

/// <summary>Worker processes of different speed behind a broker, one after another of which is killed.</summary>
internal sealed class Workforce : IAsyncDisposable
{
    private const int SlowestPace = 40; // milliseconds

    private readonly DirectoryInfo _logs = Directory.CreateTempSubdirectory("peerrpc-workers-");
    private readonly ChildProcess _broker;
    private readonly (string Id, ChildProcess Process)[] _workers;
    private readonly HashSet<string> _killed = [];
    private int _hired;

    private Workforce(ChildProcess broker, int count)
    {
        _broker = broker;
        _workers = new (string, ChildProcess)[count];
    }

    /// <summary>Where the broker is.</summary>
    public string Broker => _broker.Report;

    /// <summary>Who has been killed.</summary>
    public IReadOnlySet<string> Killed => _killed;

    public static async Task<Workforce> StartAsync(string transport, int count)
    {
        var all = new Workforce(await TestProcesses.StartBrokerAsync(transport), count);
        for (int place = 0; place < count; place++)
            await all.HireAsync(place);
        return all;
    }

    /// <summary>Kills one worker after another, each after a second, and puts another one in its place.</summary>
    public async Task LoseAsync(int count)
    {
        Task second = Task.Delay(TimeSpan.FromSeconds(1));
        for (int i = 0; i < count; i++)
        {
            await second;
            second = Task.Delay(TimeSpan.FromSeconds(1));
            int place = i % _workers.Length;
            (string id, ChildProcess process) = _workers[place];
            _killed.Add(id);
            await process.KillAsync();
            await process.DisposeAsync();
            await HireAsync(place);
        }
    }

    /// <summary>Which jobs were begun by whom, as the workers have written it down.</summary>
    public ILookup<int, string> ReadLogs() => _logs.GetFiles()
        .SelectMany(log => File.ReadLines(log.FullName)
            .Select(line => (Job: int.Parse(line, CultureInfo.InvariantCulture), log.Name)))
        .ToLookup(begun => begun.Job, begun => begun.Name);

    public async ValueTask DisposeAsync()
    {
        foreach ((_, ChildProcess? process) in _workers)
        {
            if (process is not null)
                await process.DisposeAsync();
        }
        await _broker.DisposeAsync();
        _logs.Delete(recursive: true);
    }

    // Whoever comes into a place works as fast as whoever was there.
    private async Task HireAsync(int place)
    {
        string id = $"worker-{_hired++}";
        int pace = SlowestPace * (place + 1) / _workers.Length;
        _workers[place] = (id, await TestProcesses.StartWorkerAsync(
            Broker, id, pace, Path.Combine(_logs.FullName, id)));
    }
}
