using FileShare.Brokers;
using FileShare.Contracts;
using FileShare.Fetches;
using FileShare.Folders;
using FileShare.Names;
using FileShare.Progress;
using FileShare.Terminals;
using FileShare.Transfers;
using FileShare.Words;

namespace FileShare.Commands;

/// <summary>Fetches files: some of them, or all that are missing or different.</summary>
/// <remarks>
/// <list type="number">
/// <item>List what the other side shares.</item>
/// <item>Decide under which names it is stored here; what is not safe is named and left out.</item>
/// <item>Compare it with what is here, and ask before anything is overwritten.</item>
/// <item>Fetch the rest, several files at a time.</item>
/// </list>
/// </remarks>
internal sealed class FetchCommand(Terminal terminal, TransferSettings settings)
{
    /// <summary>Fetches files and directories into a directory.</summary>
    public Task<int> GetAsync(IReadOnlyList<string> files, string directory, CancellationToken stop) =>
        RunAsync(directory, (share, list) => SelectAsync(share, files, list, stop), stop);

    /// <summary>Fetches everything.</summary>
    public Task<int> SyncAsync(string directory, CancellationToken stop) =>
        RunAsync(directory, (share, list) => SelectAllAsync(share, list, stop), stop);

    private async Task<int> RunAsync(
        string directory, Func<IFileShare, FetchList, Task> select, CancellationToken stop)
    {
        await using BrokerConnection connection = await BrokerConnection.OpenAsync(settings.Broker, stop);
        IFileShare share = connection.Client.Peer(settings.Peer).Controller<IFileShare>();
        var target = new TargetFolder(directory);
        var list = new FetchList(target);
        await select(share, list);

        var plan = new FetchPlan(new Descriptions(share), terminal, settings.Overwrite);
        IReadOnlyList<FetchJob> jobs = await plan.MakeAsync(list.Jobs, stop);

        var board = new TransferBoard();
        var search = new PeerSourceSearch(connection.Client, settings.Peer);
        var run = new FetchRun(settings.Peer, share, new FileFetcher(search, board), board, settings.Parallel);
        long start = TimeProvider.System.GetTimestamp();
        Task work = run.RunAsync(jobs, stop);
        await terminal.CreateDisplay(TimeProvider.System).ShowAsync(board, work);
        await work;

        var report = new FetchReport(terminal, target.Directory);
        return report.Show(list, plan, run, board, TimeProvider.System.GetElapsedTime(start));
    }

    private async Task SelectAsync(
        IFileShare share, IReadOnlyList<string> files, FetchList list, CancellationToken stop)
    {
        foreach (string text in files)
        {
            int before = list.Jobs.Count + list.Refused.Count;
            if (SharedPath.TryParse(text.TrimEnd('/')) is { } path)
            {
                await foreach (SharedFile file in share.List(path.Text, stop))
                    list.Add(file, skip: path.Names.Count - 1);
            }
            if (list.Jobs.Count + list.Refused.Count == before)
                throw new UserException(
                    ExitCode.NotFound, RefusalWords.For(RefusalReason.NotShared, settings.Peer, text));
        }
    }

    private static async Task SelectAllAsync(IFileShare share, FetchList list, CancellationToken stop)
    {
        await foreach (SharedFile file in share.List(cancellationToken: stop))
            list.Add(file);
    }
}
