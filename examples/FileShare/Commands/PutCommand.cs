using FileShare.Brokers;
using FileShare.Contracts;
using FileShare.Names;
using FileShare.Progress;
using FileShare.Terminals;
using FileShare.Uploads;
using FileShare.Words;

namespace FileShare.Commands;

/// <summary>Puts files into somebody's directory.</summary>
internal sealed class PutCommand(Terminal terminal, TransferSettings settings)
{
    public async Task<int> RunAsync(IReadOnlyList<FileInfo> files, CancellationToken stop)
    {
        Check(files);
        await using BrokerConnection connection = await BrokerConnection.OpenAsync(settings.Broker, stop);
        IFileShare share = connection.Client.Peer(settings.Peer).Controller<IFileShare>();
        var board = new TransferBoard();
        var run = new UploadRun(new Upload(settings.Peer, share, board, settings.Overwrite), board, settings.Parallel);
        Task work = run.RunAsync(files, stop);
        await terminal.CreateDisplay(TimeProvider.System).ShowAsync(board, work);
        await work;

        foreach (UserException failure in run.Failures)
            terminal.Complain($"* {failure.Message}");
        terminal.Say(
            $"* {files.Count - run.Failures.Count} of {Figures.Files(files.Count)} at {settings.Peer}'s, "
            + $"{Figures.Bytes(board.Received)} were sent.");
        return run.Failures.Count > 0 ? run.Failures[0].ExitCode : ExitCode.Done;
    }

    private static void Check(IReadOnlyList<FileInfo> files)
    {
        if (files.FirstOrDefault(file => !NameRules.IsSafe(file.Name)) is { } unsafeFile)
            throw new UserException(
                ExitCode.Usage,
                $"'{unsafeFile.Name}' is hidden, unfinished, or not a name on every system: rename it.");
        if (files.GroupBy(file => file.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new UserException(ExitCode.Usage, $"Two of the files are called '{twice.Key}'.");
    }
}
