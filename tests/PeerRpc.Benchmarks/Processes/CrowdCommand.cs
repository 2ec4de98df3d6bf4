namespace PeerRpc.Benchmarks.Processes;

/// <summary>What processes of <see cref="Workload.Crowd"/> obey besides <see cref="RoleCommand.Run"/>.</summary>
internal static class CrowdCommand
{
    /// <summary>Starts the broker, on as many ports as follow; the reply has all its addresses.</summary>
    public const string Listen = "listen";

    /// <summary>Asks a broker how many clients are connected.</summary>
    public const string Clients = "clients";

    /// <summary>Asks for the memory that the process holds, after a collection.</summary>
    public const string Resident = "resident";

    /// <summary>Connects clients: address, number of the first, how many and how many at a time follow.</summary>
    public const string Join = "join";

    /// <summary>Has all clients leave.</summary>
    public const string Leave = "leave";

    /// <summary>Makes the first call of many clients here to the one of number zero: how many follows.</summary>
    public const string Inward = "inward";

    /// <summary>Makes the first call of the first client here to many: how many follows.</summary>
    public const string Outward = "outward";

    /// <summary>Has all clients join the one group.</summary>
    public const string Group = "group";

    /// <summary>Has the first client tell the group something: how many times follows.</summary>
    public const string Tell = "tell";

    /// <summary>Waits until the clients have been told so many times in all: how many follows.</summary>
    public const string Told = "told";

    /// <summary>Lets clients chat: number of the first client here, how many, and the rate of each follow.</summary>
    public const string Chat = "chat";

    /// <summary>Ends the chat; the reply is how many calls there were.</summary>
    public const string Hush = "hush";
}
