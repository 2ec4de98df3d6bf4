using FileShare.Brokers;
using FileShare.Contracts;
using FileShare.Folders;
using FileShare.Sharing;
using FileShare.Terminals;
using FileShare.Words;
using PeerRpc;

namespace FileShare.Commands;

/// <summary>Shares a directory until somebody presses Ctrl-C, or the broker is gone.</summary>
internal sealed class ShareCommand(Terminal terminal)
{
    public async Task<int> RunAsync(
        Uri broker, string name, string directory, UploadRule uploads, CancellationToken stop)
    {
        await using BrokerConnection connection = await BrokerConnection.OpenOrHostAsync(broker, stop);
        var folder = new SharedFolder(new FolderRoot(directory));
        await using var hashes = new HashCache(folder);
        var inbox = new Inbox(new TargetFolder(directory), folder, hashes, uploads);
        connection.Client.RegisterController<IFileShare>(new FolderShare(folder, hashes, inbox, terminal.Output));

        await RegisterAsync(connection, name, stop);
        IShares shares = connection.Client.Broker.Controller<IShares>();
        await shares.Announce(uploads != UploadRule.None);
        terminal.Say(connection.HostsBroker
            ? $"* {name} shares {directory}. The broker runs here, at {broker}: nobody shares any more when you stop."
            : $"* {name} shares {directory} at {broker}.");

        using var announcements = new Announcements(shares, uploads != UploadRule.None);
        using (connection.Client.ConnectionChanges.Subscribe(announcements))
            await announcements.RunAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stop.IsCancellationRequested)
            throw new UserException(ExitCode.Incomplete, "The broker is gone, and nobody can reach this share.");
        await shares.Withdraw();
        return ExitCode.Done;
    }

    private static async Task RegisterAsync(BrokerConnection connection, string name, CancellationToken stop)
    {
        try
        {
            await connection.Client.RegisterAsPeerAsync(name, stop);
        }
        catch (PeerRpcException error) when (error.Code == PeerErrorCode.PeerIdInUse)
        {
            throw new UserException(
                ExitCode.Refused, $"Somebody is called '{name}' already. Choose another name with --name.");
        }
        catch (ArgumentException)
        {
            throw new UserException(
                ExitCode.Usage, $"'{name}' will not do as a name: use 1 to 128 of A-Z, a-z, 0-9 and _ . : @ -");
        }
    }
}
