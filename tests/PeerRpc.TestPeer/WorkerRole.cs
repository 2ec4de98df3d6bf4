using PeerRpc.Client;

namespace PeerRpc.TestPeer;

/// <summary>One of several peers that can do the same.</summary>
internal sealed class WorkerRole : IAsyncDisposable
{
    public const string Skill = "labour";

    private readonly PeerClient _client;
    private readonly StreamWriter _log;

    private WorkerRole(PeerClient client, StreamWriter log)
    {
        _client = client;
        _log = log;
    }

    /// <summary>Connects; ready when it can be found.</summary>
    /// <param name="broker">Where.</param>
    /// <param name="id">Its id.</param>
    /// <param name="pace">How long a job takes.</param>
    /// <param name="file">Where it writes down which jobs it has begun.</param>
    public static async Task<WorkerRole> StartAsync(Uri broker, string id, TimeSpan pace, string file)
    {
        var log = new StreamWriter(file) { AutoFlush = true };
        PeerClient client = await PeerClient.ConnectAsync(broker);
        client.RegisterController<ILabour>(new Labour(id, pace, log));
        await client.Directory.PublishAsync(new PeerProfile { Capabilities = [Skill] });
        await client.RegisterAsPeerAsync(id);
        return new WorkerRole(client, log);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _log.DisposeAsync();
    }
}
