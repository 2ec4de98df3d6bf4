using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>
/// The hidden command line of a child process: <c>role WORKLOAD SYSTEM ROLE TRANSPORT [BROKER]</c>.
/// </summary>
/// <param name="Workload">Which systems it is one of.</param>
/// <param name="System">The name of the system.</param>
/// <param name="Role">What the process is in it.</param>
/// <param name="Transport">What the broker listens on.</param>
/// <param name="Broker">Where the broker listens; null for the broker itself.</param>
internal sealed record RoleAssignment(
    Workload Workload, string System, EchoRole Role, EchoTransport Transport, Uri? Broker)
{
    /// <summary>The verb that tells a child process from the program a user starts.</summary>
    public const string Verb = "role";

    private const int BrokerIndex = 5;

    /// <summary>Where the broker listens, for those who are not the broker.</summary>
    public Uri KnownBroker => Broker ?? throw new InvalidOperationException("The broker's address is missing.");

    /// <summary>Reads the command line that <see cref="ToArguments"/> wrote.</summary>
    public static RoleAssignment Parse(IReadOnlyList<string> arguments) => new(
        Enum.Parse<Workload>(arguments[1]),
        arguments[2],
        Enum.Parse<EchoRole>(arguments[3]),
        Enum.Parse<EchoTransport>(arguments[4]),
        arguments.Count > BrokerIndex ? new Uri(arguments[BrokerIndex]) : null);

    /// <summary>Writes the command line.</summary>
    public IReadOnlyList<string> ToArguments()
    {
        List<string> arguments = [Verb, Workload.ToString(), System, Role.ToString(), Transport.ToString()];
        if (Broker is not null) arguments.Add(Broker.ToString());
        return arguments;
    }
}
