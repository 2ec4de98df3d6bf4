using System.Diagnostics.CodeAnalysis;

namespace Chat;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Name">The name to chat under, which is the peer id.</param>
/// <param name="Broker">Where the broker is, or is to be.</param>
internal sealed record ChatArguments(string Name, Uri Broker)
{
    public const string Usage = "Usage: Chat --name NAME [--broker ws://HOST:PORT/PATH]";

    private const string DefaultBroker = "ws://127.0.0.1:5199/peers";

    /// <summary>Reads the command line.</summary>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out ChatArguments? arguments)
    {
        arguments = null;
        string? name = null;
        string broker = DefaultBroker;
        for (int i = 0; i < args.Length; i += 2)
        {
            if (i + 1 >= args.Length)
                return false;
            if (args[i] == "--name")
                name = args[i + 1];
            else if (args[i] == "--broker")
                broker = args[i + 1];
            else
                return false;
        }
        if (string.IsNullOrEmpty(name)
            || !Uri.TryCreate(broker, UriKind.Absolute, out Uri? address)
            || address.Scheme is not ("ws" or "wss"))
            return false;
        arguments = new ChatArguments(name, address);
        return true;
    }
}
