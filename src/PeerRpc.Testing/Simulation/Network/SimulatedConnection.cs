using PeerRpc.Testing.Simulation.Engine;

namespace PeerRpc.Testing.Simulation.Network;

/// <summary>A connection between two processes, and what may happen to it.</summary>
internal sealed class SimulatedConnection
{
    public SimulatedConnection(TransportEnd client, TransportEnd server)
    {
        Client = client;
        Server = server;
        client.Outgoing.Connect(server.OnArrived, client.OnRoom, server.Outgoing.Break);
        server.Outgoing.Connect(client.OnArrived, server.OnRoom, client.Outgoing.Break);
    }

    public TransportEnd Client { get; }

    public TransportEnd Server { get; }

    /// <summary>Whether neither side has any use for it.</summary>
    public bool IsOver => Client.IsClosed && Server.IsClosed;

    /// <summary>Whether it is one of a node's, and leads to another one if that is named.</summary>
    public bool Joins(string node, string? other) =>
        (Client.Process.Name == node && (other is null || Server.Process.Name == other))
        || (Server.Process.Name == node && (other is null || Client.Process.Name == other));

    /// <summary>The end of a process; null if it has none.</summary>
    public TransportEnd? EndOf(SimulatedProcess process) =>
        Client.Process == process ? Client : Server.Process == process ? Server : null;

    /// <summary>The pipes that carry some of a node's traffic.</summary>
    public IEnumerable<SimulatedPipe> Pipes(string node, TrafficDirection direction)
    {
        if (direction.HasFlag(Client.Process.Name == node ? TrafficDirection.FromNode : TrafficDirection.ToNode))
            yield return Client.Outgoing;
        if (direction.HasFlag(Client.Process.Name == node ? TrafficDirection.ToNode : TrafficDirection.FromNode))
            yield return Server.Outgoing;
    }

    /// <summary>Breaks it: both sides are told, each after what has still reached it.</summary>
    public void Cut()
    {
        Client.Outgoing.Break();
        Server.Outgoing.Break();
    }

    /// <summary>A machine is there again that was gone; what it had of this connection went with its process.</summary>
    public void FindAgain()
    {
        if (!Client.Process.IsDead && !Server.Process.IsDead)
            return;
        Client.Outgoing.FindAgain();
        Server.Outgoing.FindAgain();
    }

    public override string ToString() =>
        $"{Client.Process.Name} to {Server.Process.Name}: {Describe(Client.Outgoing)}; {Describe(Server.Outgoing)}";

    private static string Describe(SimulatedPipe pipe)
    {
        string state = pipe.IsLossy ? ", loses everything" : pipe.IsBlocked ? ", is blocked" : "";
        return $"{pipe.Name} has {pipe.UnderWay} bytes under way and {pipe.Available} unread{state}";
    }
}
