using System.Net.Sockets;
using System.Security.Claims;
using PeerRpc.Testing.Simulation.Engine;

namespace PeerRpc.Testing.Simulation.Network;

/// <summary>
/// The network of a simulation: connections that behave as those of TCP do, and what can happen to them. Nodes go by
/// their names.
/// </summary>
/// <remarks>Only for code that runs inside the simulation.</remarks>
public sealed class SimulatedNetwork
{
    internal const string Scheme = "sim";

    private readonly EventLoop _loop;
    private readonly SeededRandom _random;
    private readonly List<SimulatedConnection> _connections = [];
    private readonly List<ConnectAttempt> _hanging = [];
    private readonly Dictionary<string, SimulatedListener> _listeners = [];
    private readonly Dictionary<string, NetworkConditions> _conditions = [];
    private readonly HashSet<(string From, string To)> _partitions = [];
    private readonly HashSet<string> _refusing = [];
    private readonly HashSet<string> _unreachable = [];

    internal SimulatedNetwork(EventLoop loop, SeededRandom random, NetworkConditions conditions)
    {
        _loop = loop;
        _random = random;
        Conditions = conditions;
    }

    /// <summary>How well it carries bytes where nothing else is said; may change at any time.</summary>
    public NetworkConditions Conditions { get; set; }

    /// <summary>How many connections there are, broken ones included that a side has not noticed yet.</summary>
    public int ConnectionCount
    {
        get
        {
            _connections.RemoveAll(connection => connection.IsOver);
            return _connections.Count;
        }
    }

    /// <summary>Gives a node conditions of its own, for all its connections.</summary>
    /// <param name="node">The node.</param>
    /// <param name="conditions">The conditions; null for those of the network again.</param>
    public void SetConditions(string node, NetworkConditions? conditions)
    {
        _loop.CheckThread();
        if (conditions is null)
            _conditions.Remove(node);
        else
            _conditions[node] = conditions;
    }

    /// <summary>
    /// Breaks connections. Of what is under way in each direction some first part, or all, or nothing, still arrives;
    /// then either side sees its connection reset.
    /// </summary>
    /// <param name="node">Whose connections.</param>
    /// <param name="other">Only those to this node; null for all.</param>
    /// <returns>How many were cut.</returns>
    public int Cut(string node, string? other = null) =>
        ForEach("cut", node, other, connection => connection.Cut());

    /// <summary>Lets nothing arrive for a while; then everything does, and in order.</summary>
    /// <param name="node">Whose connections.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="direction">Which traffic.</param>
    /// <returns>How many connections were stalled.</returns>
    public int Stall(string node, TimeSpan duration, TrafficDirection direction = TrafficDirection.Both)
    {
        long until = _loop.Now + duration.Ticks;
        return ForEach("stall", node, null, connection =>
        {
            foreach (SimulatedPipe pipe in connection.Pipes(node, direction))
                pipe.Block(until);
        });
    }

    /// <summary>
    /// Loses everything on the connections that there are now, for good, and tells nobody: what is left is open on one
    /// side or on both, and silent. New connections are not affected.
    /// </summary>
    /// <param name="node">Whose connections.</param>
    /// <param name="direction">Which traffic.</param>
    /// <returns>How many connections are half-open now.</returns>
    public int HalfOpen(string node, TrafficDirection direction = TrafficDirection.Both) =>
        ForEach("half-open", node, null, connection =>
        {
            foreach (SimulatedPipe pipe in connection.Pipes(node, direction))
                pipe.Lose();
        });

    /// <summary>
    /// Lets nothing pass between two nodes until they are joined again: connections stall, new ones hang.
    /// </summary>
    /// <param name="node">One node.</param>
    /// <param name="other">The other one.</param>
    public void Partition(string node, string other)
    {
        _partitions.Add((node, other));
        _partitions.Add((other, node));
        ForEach("partition", node, other, connection => Block(connection, long.MaxValue));
    }

    /// <summary>Joins two nodes again.</summary>
    /// <param name="node">One node.</param>
    /// <param name="other">The other one.</param>
    public void Heal(string node, string other)
    {
        _partitions.Remove((node, other));
        _partitions.Remove((other, node));
        ForEach("heal", node, other, Unblock);
        RetryHanging();
    }

    /// <summary>Ends all partitions, stalls and refusals. What was cut, or is half-open, stays so.</summary>
    public void HealAll()
    {
        _loop.CheckThread();
        _loop.Record(TraceKind.Fault, "network", "heal all");
        _partitions.Clear();
        _refusing.Clear();
        _connections.ForEach(Unblock);
        RetryHanging();
    }

    /// <summary>Refuses new connections to a node, as if nobody listened there; those that there are go on.</summary>
    /// <param name="node">The node.</param>
    /// <param name="refuse">False to accept them again.</param>
    public void Refuse(string node, bool refuse = true)
    {
        _loop.CheckThread();
        _loop.Record(TraceKind.Fault, node, refuse ? "refuse" : "accept");
        if (refuse)
            _refusing.Add(node);
        else
            _refusing.Remove(node);
    }

    internal NetworkConditions? GetConditions(string node) => _conditions.GetValueOrDefault(node);

    internal void Listen(string node, SimulatedListener listener)
    {
        _listeners[node] = listener;
    }

    /// <summary>A process has ended, and what becomes of its connections.</summary>
    /// <param name="process">The process.</param>
    /// <param name="silently">Whether its machine has gone with it, so that nobody is told.</param>
    internal void End(SimulatedProcess process, bool silently)
    {
        if (_listeners.TryGetValue(process.Name, out SimulatedListener? listener) && listener.Process == process)
            _listeners.Remove(process.Name);
        if (silently)
            _unreachable.Add(process.Name);
        foreach (TransportEnd end in _connections.Select(c => c.EndOf(process)).OfType<TransportEnd>())
        {
            if (silently)
            {
                end.Incoming.Lose();
                end.Outgoing.Lose();
            }
            // Some of what it has sent may still be with its system, which sends it, or not.
            if (_random.Chance(0.5))
                end.Close();
            else
                end.CloseAbruptly();
        }
    }

    /// <summary>The machine of a node is there again.</summary>
    internal void Find(string node)
    {
        if (!_unreachable.Remove(node))
            return;
        foreach (SimulatedConnection connection in _connections.Where(c => c.Joins(node, null)))
            connection.FindAgain();
        RetryHanging();
    }

    internal void Begin(ConnectAttempt attempt)
    {
        _loop.CheckThread();
        _loop.Record(TraceKind.Connect, attempt.Process.Name, attempt.Host);
        NetworkConditions way = ConditionsOf(attempt.Process.Name, attempt.Host);
        long roundTrip = (2 * way.Latency.Ticks) + _random.NextTicks(way.Jitter.Ticks);
        _loop.At(_loop.Now + roundTrip, new CallbackEvent(() => Decide(attempt)));
    }

    /// <summary>What the connections are doing, one line each.</summary>
    internal IEnumerable<string> Describe() =>
        _connections.Where(connection => !connection.IsOver).Select(connection => connection.ToString())
            .Concat(_hanging.Where(attempt => !attempt.IsOver)
                .Select(attempt => $"{attempt.Process.Name} tries to connect to {attempt.Host}"));

    private void Decide(ConnectAttempt attempt)
    {
        if (attempt.IsOver)
            return;
        string from = attempt.Process.Name;
        if (_unreachable.Contains(attempt.Host) || _partitions.Contains((from, attempt.Host)))
        {
            _hanging.Add(attempt);
            return;
        }
        if (_refusing.Contains(attempt.Host) || !_listeners.TryGetValue(attempt.Host, out SimulatedListener? listener))
        {
            _loop.Record(TraceKind.Refuse, from, attempt.Host);
            attempt.Fail(SocketError.ConnectionRefused);
            return;
        }
        SimulatedConnection connection = Join(attempt.Process, listener.Process);
        _loop.Record(TraceKind.Accept, attempt.Host, from);
        listener.Process.Scheduler.Defer(new Acceptance(listener, connection.Server, attempt.Principal, from));
        attempt.Succeed(connection.Client);
    }

    private SimulatedConnection Join(SimulatedProcess client, SimulatedProcess server)
    {
        _connections.RemoveAll(old => old.IsOver);
        NetworkConditions Way() => ConditionsOf(client.Name, server.Name);
        var up = new SimulatedPipe(_loop, _random, $"{client.Name}>{server.Name}", Way);
        var down = new SimulatedPipe(_loop, _random, $"{server.Name}>{client.Name}", Way);
        var connection = new SimulatedConnection(
            new TransportEnd(client, server.Name, down, up, () => ConditionsOf(client.Name, client.Name)),
            new TransportEnd(server, client.Name, up, down, () => ConditionsOf(server.Name, server.Name)));
        _connections.Add(connection);
        return connection;
    }

    private NetworkConditions ConditionsOf(string client, string server) =>
        _conditions.Count == 0 ? Conditions
        : _conditions.GetValueOrDefault(client) ?? _conditions.GetValueOrDefault(server) ?? Conditions;

    private int ForEach(string fault, string node, string? other, Action<SimulatedConnection> act)
    {
        _loop.CheckThread();
        _loop.Record(TraceKind.Fault, node, other is null ? fault : $"{fault} {other}");
        int count = 0;
        foreach (SimulatedConnection connection in _connections)
        {
            if (connection.IsOver || !connection.Joins(node, other))
                continue;
            act(connection);
            count++;
        }
        return count;
    }

    private void RetryHanging()
    {
        ConnectAttempt[] hanging = [.. _hanging];
        _hanging.Clear();
        foreach (ConnectAttempt attempt in hanging)
            _loop.At(_loop.Now + Conditions.Latency.Ticks, new CallbackEvent(() => Decide(attempt)));
    }

    private static void Block(SimulatedConnection connection, long until)
    {
        connection.Client.Outgoing.Block(until);
        connection.Server.Outgoing.Block(until);
    }

    private static void Unblock(SimulatedConnection connection)
    {
        connection.Client.Outgoing.Unblock();
        connection.Server.Outgoing.Unblock();
    }

    private sealed class Acceptance(
        SimulatedListener listener, TransportEnd transport, ClaimsPrincipal principal, string from)
        : IThreadPoolWorkItem
    {
        public void Execute() => listener.Accept(transport, principal, from);
    }
}
