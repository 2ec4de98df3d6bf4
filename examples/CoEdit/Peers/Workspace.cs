using System.Reactive.Subjects;
using CoEdit.Contracts;
using CoEdit.Documents;
using PeerRpc;
using PeerRpc.Client;

namespace CoEdit.Peers;

/// <summary>The documents of this person, those of others, and where this peer stands with the broker.</summary>
/// <remarks>
/// Whatever lies in the folder is served and kept in step, whether or not a page shows it. Who else has what is told by
/// the directory, because each document is a controller of its own.
/// </remarks>
internal sealed class Workspace(PeerClient client, Settings settings) : BackgroundService
{
    private readonly Lock _gate = new(); // guards what follows
    private readonly Dictionary<string, DocumentSync> _documents = [];
    private readonly ReplaySubject<object> _states = new(bufferSize: 1);
    private ILookup<string, string> _elsewhere = Array.Empty<string>().ToLookup(name => name);
    private PeerConnectionState _connection;
    private bool _isNameTaken;

    /// <summary>Opens a document: that of this folder, which then is kept in step with others', or a new one.</summary>
    /// <returns>Null if its file cannot be used; the trouble says why, for people.</returns>
    public LocalDocument? Open(DocumentName name, out string trouble)
    {
        trouble = "";
        lock (_gate)
        {
            if (_documents.TryGetValue(name.Text, out DocumentSync? known))
                return known.Document;
            try
            {
                var document = new LocalDocument(name, settings.Folder);
                _documents.Add(name.Text, new DocumentSync(client, settings.Name, document));
                TellPages();
                return document;
            }
            catch (Exception error)
                when (error is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                trouble = $"{name.Text} cannot be opened, and its file is left as it is: {error.Message}";
                return null;
            }
        }
    }

    /// <summary>What pages show besides a document: the last state, and then each other one.</summary>
    public IObservable<object> States => _states;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (DocumentSync document in _documents.Values.ToArray())
            await document.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (string file in Directory.EnumerateFiles(settings.Folder, "*" + LocalDocument.Extension))
            if (DocumentName.FromKey(Path.GetFileNameWithoutExtension(file)) is { } name
                && Open(name, out string trouble) is null)
                await Console.Error.WriteLineAsync($"* {trouble}");
        using IDisposable connections = client.ConnectionChanges.Subscribe(
            change => Change(() => _connection = change.State));
        using IDisposable names = client.RegistrationChanges.Subscribe(
            change => Change(() => _isNameTaken = change.Failure?.Code == PeerErrorCode.PeerIdInUse));
        while (true)
        {
            try
            {
                await foreach (var update in client.Directory.WatchAsync(cancellationToken: stoppingToken))
                    Change(() => _elsewhere = DocumentsOf(update));
            }
            catch (PeerRpcException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken); // the broker is busy, or refuses for now
            }
        }
    }

    private static ILookup<string, string> DocumentsOf(PeerDirectoryUpdate update) =>
        (from peer in update.Peers.Values
         from controller in peer.Controllers
         where controller.Path.StartsWith(ISharedCopy.Root, StringComparison.Ordinal)
         let name = DocumentName.TryParse(controller.Path[ISharedCopy.Root.Length..])
         where name is not null
         select (name.Text, peer.Id)).ToLookup(pair => pair.Text, pair => pair.Id);

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            TellPages();
        }
    }

    private void TellPages() => _states.OnNext(Describe());

    private object Describe() => new
    {
        type = "state",
        name = settings.Name,
        isOnline = _connection == PeerConnectionState.Connected && !_isNameTaken,
        connection = _connection switch
        {
            PeerConnectionState.Connected when _isNameTaken =>
                $"Somebody is called {settings.Name}. Your changes are kept, and merged when the name is free.",
            PeerConnectionState.Connected => "Connected",
            PeerConnectionState.Connecting => "Offline. Your changes are kept, and merged when the broker is there.",
            PeerConnectionState.Reconnecting => "Offline. Your changes are kept, and merged when you are back.",
            _ => "This program is being stopped.",
        },
        documents = _documents.Keys.Union(_elsewhere.Select(document => document.Key)).Order()
            .Select(name => new
            {
                name,
                isHere = _documents.ContainsKey(name),
                people = _elsewhere[name].Where(peer => peer != settings.Name).Order().ToArray(),
            }).ToArray(),
    };
}
