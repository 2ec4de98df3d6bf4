using System.CommandLine;
using FileShare.Sharing;
using FileShare.Terminals;

namespace FileShare.Commands;

/// <summary>What can be typed, and which command does it.</summary>
internal static class CommandLine
{
    private static readonly Argument<string> Peer = new("PEER") { Description = "Who shares it." };

    public static RootCommand Create(Terminal terminal) => new("Shares directories between machines, through a broker.")
    {
        CommonOptions.Broker,
        Share(terminal),
        List(terminal),
        Get(terminal),
        Sync(terminal),
        Put(terminal),
        Broker(terminal),
    };

    /// <summary>Whom a command line is about.</summary>
    public static string PeerOf(ParseResult given) => given.GetResult(Peer)?.GetValue(Peer) ?? "The other side";

    private static Command Share(Terminal terminal)
    {
        Argument<DirectoryInfo> directory =
            new Argument<DirectoryInfo>("DIR") { Description = "The directory to share." }.AcceptExistingOnly();
        var name = new Option<string>("--name")
        {
            Description = "The name that others use for you.",
            DefaultValueFactory = _ => PeerName.OfUser(),
        };
        var uploads = new Option<bool>("--accept-uploads") { Description = "Let others put files here." };
        var command = new Command("share", "Shares a directory until Ctrl-C.")
        {
            directory, name, uploads, CommonOptions.Overwrite,
        };
        command.SetAction((given, stop) => new ShareCommand(terminal).RunAsync(
            given.GetRequiredValue(CommonOptions.Broker),
            given.GetRequiredValue(name),
            given.GetRequiredValue(directory).FullName,
            given.GetValue(uploads)
                ? given.GetValue(CommonOptions.Overwrite) ? UploadRule.Overwrite : UploadRule.NewFiles
                : UploadRule.None,
            stop));
        return command;
    }

    private static Command List(Terminal terminal)
    {
        var peer = new Argument<string?>("PEER") { Description = "Whose files.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("list", "Lists who shares, or what somebody shares.") { peer };
        command.SetAction((given, stop) => new ListCommand(terminal).RunAsync(
            given.GetRequiredValue(CommonOptions.Broker), given.GetValue(peer), stop));
        return command;
    }

    private static Command Get(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files and directories, by their paths in the list.",
            Arity = ArgumentArity.OneOrMore,
        };
        var to = new Option<string>("--to") { Description = "Where to put them.", DefaultValueFactory = _ => "." };
        var command = new Command("get", "Fetches files.")
        {
            Peer, files, to, CommonOptions.Overwrite, CommonOptions.Parallel,
        };
        command.SetAction((given, stop) => new FetchCommand(terminal, Settings(given)).GetAsync(
            given.GetRequiredValue(files), given.GetRequiredValue(to), stop));
        return command;
    }

    private static Command Sync(Terminal terminal)
    {
        var directory = new Argument<string>("DIR") { Description = "The directory that is to become like theirs." };
        var command = new Command("sync", "Fetches everything that is missing or different. Deletes nothing.")
        {
            Peer, directory, CommonOptions.Overwrite, CommonOptions.Parallel,
        };
        command.SetAction((given, stop) => new FetchCommand(terminal, Settings(given)).SyncAsync(
            given.GetRequiredValue(directory), stop));
        return command;
    }

    private static Command Put(Terminal terminal)
    {
        var files = new Argument<FileInfo[]>("FILE")
        {
            Description = "Files of this machine.",
            Arity = ArgumentArity.OneOrMore,
        }.AcceptExistingOnly();
        var command = new Command("put", "Puts files into somebody's directory.")
        {
            Peer, files, CommonOptions.Overwrite, CommonOptions.Parallel,
        };
        command.SetAction((given, stop) => new PutCommand(terminal, Settings(given)).RunAsync(
            given.GetRequiredValue(files), stop));
        return command;
    }

    private static Command Broker(Terminal terminal)
    {
        var listen = new Option<string>("--listen")
        {
            Description = "The address to listen at; http://0.0.0.0:5198 to be reached from other machines.",
            DefaultValueFactory = _ => "http://127.0.0.1:5198",
        };
        var command = new Command("broker", "Runs a broker and nothing else, until Ctrl-C.") { listen };
        command.SetAction((given, stop) =>
            new BrokerCommand(terminal).RunAsync(given.GetRequiredValue(listen), stop));
        return command;
    }

    private static TransferSettings Settings(ParseResult given) => new(
        given.GetRequiredValue(CommonOptions.Broker),
        given.GetRequiredValue(Peer),
        given.GetValue(CommonOptions.Overwrite),
        given.GetValue(CommonOptions.Parallel));
}
