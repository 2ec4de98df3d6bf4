namespace CoEdit;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Name">The person, which is the peer id; empty for a broker and nothing else.</param>
/// <param name="Broker">Where the broker is; null for one of this machine, which is started if there is none.</param>
/// <param name="Folder">Where the documents are.</param>
/// <param name="Port">The port of the page, or of the broker; zero for any.</param>
internal sealed record Settings(string Name, Uri? Broker, string Folder, int Port)
{
    public const string Usage = """
        Usage: CoEdit --name NAME [--broker ws://HOST:PORT/PATH] [--folder PATH] [--port N]
               CoEdit broker [--port N]
        A name has 1 to 128 of A-Z, a-z, 0-9 and _ . @ -
        """;

    /// <summary>Reads the command line.</summary>
    /// <returns>Null if it makes no sense.</returns>
    public static Settings? TryParse(string[] args)
    {
        bool isBroker = args is ["broker", ..];
        IConfiguration given = new ConfigurationBuilder().AddCommandLine(args).Build();
        string name = given["name"] ?? "";
        string folder = given["folder"] ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "PeerRpc.CoEdit", name);
        return isBroker == (name.Length == 0) && name.Length <= 128
            && name.All(c => char.IsAsciiLetterOrDigit(c) || "_.@-".Contains(c))
            && int.TryParse(given["port"] ?? "0", out int port) && port is >= 0 and <= 65535
            && (given["broker"] is null || Uri.IsWellFormedUriString(given["broker"], UriKind.Absolute))
                ? new Settings(name, given["broker"] is { } broker ? new Uri(broker) : null, folder, port)
                : null;
    }
}
