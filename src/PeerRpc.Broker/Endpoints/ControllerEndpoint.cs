using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Discovery;
using PeerRpc.Broker.Groups;
using PeerRpc.Broker.Sessions;
using PeerRpc.Broker.Statistics;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Description;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Links;
using PeerRpc.Core.Randomness;
using PeerRpc.Core.Registration;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Statistics;

namespace PeerRpc.Broker.Endpoints;

/// <summary>
/// Serves the controllers of the broker itself: its registry and the like, and those that the application has added.
/// </summary>
internal sealed class ControllerEndpoint : IBrokerEndpoint
{
    // All links together; those of well-behaved clients hold next to nothing, because answers are acknowledged at once.
    private const long ReplayBytes = 256 * 1024 * 1024;

    private static readonly IJsonTypeInfoResolver[] OwnJson =
        [RegistryJson.Default, DirectoryJson.Default, GroupsJson.Default, StatisticsJson.Default];

    // Shared by all brokers of a process without contexts of their own: its metadata takes long to make.
    private static readonly JsonPeerSerializer PlainSerializer = new(OwnJson);

    private readonly CallServices _services;
    private readonly LinkSettings _settings = new() { Resumes = false };
    private readonly RandomSource _random;
    private readonly Guid _instance;

    public ControllerEndpoint(
        IEnumerable<BrokerController> controllers,
        RegistryController registry,
        DirectoryController directory,
        GroupsController groups,
        StatisticsController statistics,
        BrokerCallPolicy policy,
        IOptions<PeerBrokerOptions> options,
        IServiceScopeFactory scopes,
        TimeProvider time,
        WorkScheduler work,
        RandomSource random,
        ILogger<ControllerEndpoint> logger)
    {
        _random = random;
        _instance = random.NewGuid();
        JsonPeerSerializer serializer = options.Value.JsonContexts.Count > 0
            ? new JsonPeerSerializer([.. options.Value.JsonContexts, .. OwnJson])
            : PlainSerializer;
        var table = new ControllerTable();
        table.Add(new ControllerEntry<IRegistryController>(
            IRegistryController.Path, PeerContracts.Get<IRegistryController>(), serializer,
            _ => new ControllerTarget<IRegistryController>(registry)));
        table.Add(new ControllerEntry<IDirectoryController>(
            IDirectoryController.Path, PeerContracts.Get<IDirectoryController>(), serializer,
            _ => new ControllerTarget<IDirectoryController>(directory)));
        table.Add(new ControllerEntry<IGroupsController>(
            IGroupsController.Path, PeerContracts.Get<IGroupsController>(), serializer,
            _ => new ControllerTarget<IGroupsController>(groups)));
        table.Add(new ControllerEntry<IStatisticsController>(
            IStatisticsController.Path, PeerContracts.Get<IStatisticsController>(), serializer,
            _ => new ControllerTarget<IStatisticsController>(statistics)));
        if (options.Value.DescribesItself)
            SelfDescription.Register(
                table, serializer, path => policy.CheckAsync((IncomingCall)PeerCall.Current!, path));
        foreach (BrokerController controller in controllers)
            table.Add(controller.CreateEntry(serializer, scopes));
        _services = new CallServices(
            table, [policy, .. options.Value.IncomingFilters], serializer, new ReplayBudget(ReplayBytes), time, work,
            logger)
        {
            ObjectCalls = new RemoteCallSettings(serializer, [], Timeout.InfiniteTimeSpan, time),
        };
    }

    public void Accept(BrokerSession session, string openerId, BrokerRoute route, ReadOnlyMemory<byte> helloFrame)
    {
        if (LinkHello.FromFrame(helloFrame.Span) is not { Form: LinkHelloForm.Open } hello)
        {
            route.Refuse(
                PeerErrorCode.ProtocolError, "The link's hello cannot be read, or resumes a link of the broker.");
            return;
        }
        if (!hello.Serializers.Contains(_services.Serializer.Name))
        {
            route.Refuse(
                PeerErrorCode.InvalidArgument,
                $"The broker's own controllers read '{_services.Serializer.Name}' only.");
            return;
        }
        var caller = new CallerIdentity(
            openerId.Length > 0 ? openerId : null, targetId: "", session.View.Principal, session.Stamp)
        {
            Session = session,
        };
        var end = new LinkEnd(
            new CallIdentity(hello.Instance, hello.Number), caller, isOpener: false, _services, _settings);
        var link = new BrokerLink(end, route, session.Hop.Connection);
        route.End = link;
        LinkHello reply = end.Link.Describe(
            LinkHelloForm.OpenReply, new LinkPosition(_instance, hello.Number, 0),
            _random.GetBytes(LinkHello.NonceLength), [_services.Serializer.Name]);
        if (!end.TryAttach(link, hello) || !route.TryOpen(reply.ToFrame()))
            link.OnClosed(CloseReason.Abandoned, "The client did not wait.");
    }
}
