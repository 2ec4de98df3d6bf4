using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Description;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Links;
using PeerRpc.Core.Registration;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Statistics;

namespace PeerRpc.Client;

/// <summary>What the links and the calls of a client work with, as its options say.</summary>
internal sealed class ClientServices
{
    private static readonly IJsonTypeInfoResolver[] OwnJson =
        [RegistryJson.Default, DirectoryJson.Default, GroupsJson.Default, StatisticsJson.Default];

    // Shared by all clients without contexts of their own: its metadata takes longer to make than a connection.
    private static readonly JsonPeerSerializer PlainSerializer = new(OwnJson);

    public ClientServices(PeerClientOptions options)
    {
        Logger = options.LoggerFactory.CreateLogger<PeerClient>();
        JsonPeerSerializer serializer = options.JsonContexts.Count > 0
            ? new JsonPeerSerializer([.. options.JsonContexts, .. OwnJson])
            : PlainSerializer;
        if (options.DescribesItself)
            SelfDescription.Register(Table, serializer);
        CallSettings = new RemoteCallSettings(
            serializer, [.. options.OutgoingFilters], options.DefaultDeadline, options.TimeProvider)
        {
            Random = options.Random,
            Work = options.Work,
        };
        var budget = new ReplayBudget(options.ReplayBytes);
        var calls = new CallServices(
            Table, [.. options.IncomingFilters], serializer, budget, options.TimeProvider, options.Work, Logger)
        {
            ObjectCalls = CallSettings,
        };
        Endpoints = new EndpointServices(options.Random.NewGuid(), SettingsOf(options), calls, options.Random);
        Outgoing = new OutgoingLinks(Endpoints);
        Incoming = new IncomingLinks(Endpoints);
        budget.Exhausted = new ReplayRelief(Outgoing, Incoming, options.Work).Request;
    }

    public ILogger Logger { get; }

    /// <summary>What the client serves.</summary>
    public ControllerTable Table { get; } = new();

    /// <summary>What holds for every call that the application makes.</summary>
    public RemoteCallSettings CallSettings { get; }

    public EndpointServices Endpoints { get; }

    /// <summary>The links to others.</summary>
    public OutgoingLinks Outgoing { get; }

    /// <summary>The links of others.</summary>
    public IncomingLinks Incoming { get; }

    /// <summary>What the client holds at this moment.</summary>
    public ClientUsage ReadUsage() => new(
        Outgoing.StreamCount + Incoming.StreamCount, Outgoing.Count, Outgoing.CountToBroker, Outgoing.CallCount,
        Incoming.Count, Incoming.CallCount, Endpoints.Calls.ReplayBudget.Used, Endpoints.Calls.ReplayBudget.Counts);

    /// <summary>What the client has done, without the framework's own calls.</summary>
    public PeerStatistics ReadStatistics()
    {
        LinkCounts links = Endpoints.Calls.ReplayBudget.Counts;
        return new PeerStatistics
        {
            CallsMade = Endpoints.Calls.Counts.Made,
            CallsServed = Endpoints.Calls.Counts.Served,
            StreamsPassed = links.StreamsPassed,
            StreamsReceived = links.StreamsReceived,
            LinksResumed = links.Resumed,
            FramesReplayed = links.Replayed,
            LinkFaults = links.Faults,
        };
    }

    private static LinkSettings SettingsOf(PeerClientOptions options) => new()
    {
        Limits = new LinkLimits(
            (uint)options.MaxMessageBytes, (uint)options.MaxCallsPerLink, (uint)options.MaxStreamsPerLink),
        Reassembly = options.ReassemblyBytes,
        WaitingCalls = options.MaxWaitingCalls,
        WaitingBytes = options.MaxWaitingBytes,
        StreamWindow = options.StreamWindowBytes,
        StreamBuffer = options.StreamBuffer,
        StreamOverflow = options.StreamOverflow,
    };
}
