using PeerRpc.Client;

namespace PeerRpc.Benchmarks.Workers;

/// <summary>A place in the crew: whoever has it works at the same speed.</summary>
/// <param name="broker">Where the broker listens.</param>
/// <param name="name">How who has it is called; each with a number of its own.</param>
/// <param name="job">How long a job takes here, about.</param>
/// <param name="time">The clock.</param>
internal sealed class WorkerPlace(Uri broker, string name, TimeSpan job, TimeProvider time) : IAsyncDisposable
{
    /// <summary>What the workers say that they can do.</summary>
    public const string Skill = "work";

    private readonly List<PeerClient> _clients = [];
    private CutConnector _wire = new();
    private int _hired;

    /// <summary>The work that is done here, by whoever has had the place.</summary>
    public Worker Work { get; } = new(job, time);

    /// <summary>Somebody takes the place.</summary>
    public async Task HireAsync(CancellationToken cancellationToken)
    {
        _wire = new CutConnector();
        PeerClient client = await PeerClient.ConnectAsync(
            broker, options => options.Connectors.Add(_wire), cancellationToken);
        _clients.Add(client);
        client.RegisterController<IWorker>(Work);
        await client.Directory.PublishAsync(new PeerProfile { Capabilities = [Skill] }, cancellationToken);
        await client.RegisterAsPeerAsync($"{name}-{_hired++}", cancellationToken);
    }

    /// <summary>Whoever has the place crashes.</summary>
    public void Crash() => _wire.Cut();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (PeerClient client in _clients)
            await client.DisposeAsync();
    }
}
