using System.Net;
using System.Net.Sockets;

namespace PeerRpc.CoEdit.Driver.Processes;

/// <summary>A broker, some people, and a folder with what they write.</summary>
internal sealed class Community : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coedit-").FullName;
    private readonly int _port = FindPort();
    private readonly List<IAsyncDisposable> _owned = [];
    private CoEditProcess? _broker;

    private Community()
    {
    }

    /// <summary>Where the broker is, whether or not it runs.</summary>
    public Uri Broker => new($"ws://127.0.0.1:{_port}/peers");

    public static async Task<Community> StartAsync()
    {
        var community = new Community();
        await community.StartBrokerAsync();
        return community;
    }

    public async Task StartBrokerAsync() => _broker = await CoEditProcess.StartBrokerAsync(_port);

    public async Task KillBrokerAsync()
    {
        if (_broker is not null)
            await _broker.DisposeAsync();
        _broker = null;
    }

    /// <summary>Where somebody's documents are.</summary>
    public string FolderOf(string name) => Path.Combine(_folder, name);

    /// <summary>Starts somebody's process; again, with the documents that this person has.</summary>
    public Task<CoEditProcess> StartAsync(string name) => StartAsync(name, Broker);

    /// <summary>Starts somebody's process, which gets to the broker by another way.</summary>
    public async Task<CoEditProcess> StartAsync(string name, Uri broker)
    {
        CoEditProcess process = await CoEditProcess.StartAsync(name, broker, FolderOf(name));
        _owned.Add(process);
        return process;
    }

    /// <summary>Kills the broker again and again until it is stopped; at the end there is one.</summary>
    public async Task KillBrokerRepeatedlyAsync(TimeSpan each, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(each);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await KillBrokerAsync();
                await StartBrokerAsync();
            }
        }
        catch (OperationCanceledException)
        {
            return; // enough
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable owned in _owned)
            await owned.DisposeAsync();
        await KillBrokerAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FindPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
