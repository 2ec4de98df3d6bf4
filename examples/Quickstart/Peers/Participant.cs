using PeerRpc.Client;
using Quickstart.Contracts;

namespace Quickstart.Peers;

/// <summary>A peer: a client of the broker, the controllers it serves, and its own log.</summary>
internal sealed class Participant : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;

    private Participant(PeerClient client, ILoggerFactory loggers, MemoryLog log, Transcript transcript)
    {
        Client = client;
        Log = log;
        Chat = new Chat(transcript);
        _loggers = loggers;
    }

    public PeerClient Client { get; }

    public MemoryLog Log { get; }

    public Chat Chat { get; }

    public Calculator Calculator { get; } = new();

    /// <summary>Connects, serves the controllers, and registers: from then on others can call this peer.</summary>
    public static async Task<Participant> JoinAsync(Uri broker, string name, Transcript transcript)
    {
        var log = new MemoryLog();
        ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        PeerClient client = await PeerClient.ConnectAsync(broker, options =>
        {
            options.LoggerFactory = loggers;
            options.DefaultDeadline = TimeSpan.FromSeconds(5);
        });
        var participant = new Participant(client, loggers, log, transcript);
        client.RegisterController<IChat>(participant.Chat);
        client.RegisterController<IInbox>(new Inbox());
        client.RegisterController<ICalculator>(participant.Calculator);
        await client.RegisterAsPeerAsync(name);
        return participant;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Calculator.Dispose();
        _loggers.Dispose();
    }
}
