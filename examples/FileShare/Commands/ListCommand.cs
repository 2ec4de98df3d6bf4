using FileShare.Brokers;
using FileShare.Contracts;
using FileShare.Names;
using FileShare.Progress;
using FileShare.Terminals;
using FileShare.Words;

namespace FileShare.Commands;

/// <summary>Lists who shares, or what somebody shares.</summary>
internal sealed class ListCommand(Terminal terminal)
{
    public async Task<int> RunAsync(Uri broker, string? peer, CancellationToken stop)
    {
        await using BrokerConnection connection = await BrokerConnection.OpenAsync(broker, stop);
        if (peer is null)
            await ListSharersAsync(connection.Client.Broker.Controller<IShares>());
        else
            await ListFilesAsync(connection.Client.Peer(peer).Controller<IFileShare>(), stop);
        return ExitCode.Done;
    }

    private async Task ListSharersAsync(IShares shares)
    {
        IReadOnlyList<Sharer> sharers = await shares.Who();
        if (sharers.Count == 0)
            terminal.Complain("* Nobody shares anything.");
        foreach (Sharer sharer in sharers)
            terminal.Say(sharer.AcceptsUploads ? $"{sharer.Name} (takes files)" : sharer.Name);
    }

    private async Task ListFilesAsync(IFileShare share, CancellationToken stop)
    {
        int unsafeNames = 0;
        await foreach (SharedFile file in share.List(cancellationToken: stop))
        {
            if (SharedPath.TryParse(file.Path) is { } path)
                terminal.Say(
                    $"{Figures.Bytes(file.Length),10}  {file.Modified.ToLocalTime():yyyy-MM-dd HH:mm}  {path}");
            else
                unsafeNames++;
        }
        if (unsafeNames > 0)
            terminal.Complain($"* {Figures.Files(unsafeNames)} left out: their names are not safe on this machine.");
    }
}
