using System.Globalization;
using PeerRpc.Chaos.Processes;

namespace PeerRpc.Chaos.Runs;

/// <summary>The files of a run, in a folder of their own that goes with it.</summary>
/// <param name="keep">Whether it stays.</param>
internal sealed class RunFiles(bool keep) : IDisposable
{
    private readonly List<HistoryFile> _histories = []; // guards itself

    public string Folder { get; } = Directory.CreateTempSubdirectory("peerrpc-chaos-").FullName;

    /// <summary>The histories of all processes so far.</summary>
    public IReadOnlyList<HistoryFile> Histories
    {
        get
        {
            lock (_histories)
                return [.. _histories.Where(history => File.Exists(history.Path))];
        }
    }

    /// <summary>Where the history of the command itself goes.</summary>
    public string NewHistory() => Add("0000-World.history");

    /// <summary>Where the history of a process goes; empty for one that writes none.</summary>
    public string NewHistory(int process, RoleKind kind) => kind is RoleKind.Broker or RoleKind.Crowd
        ? ""
        : Add(string.Create(CultureInfo.InvariantCulture, $"{process:0000}-{kind}.history"));

    public void Dispose()
    {
        if (!keep)
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Where the log of a process goes.</summary>
    public string NewLog(int process, RoleKind kind) =>
        Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{process:0000}-{kind}.log"));

    private string Add(string name)
    {
        var history = new HistoryFile(Path.Combine(Folder, name));
        lock (_histories)
            _histories.Add(history);
        return history.Path;
    }
}
