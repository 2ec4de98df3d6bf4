using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Tests.Calls;

/// <summary>Makes the two ends of links, without connections.</summary>
internal static class TestEnds
{
    public static CallServices Services(
        PeerSerializer serializer, TimeProvider time, ControllerTable? controllers = null, ILogger? logger = null) =>
        new(controllers ?? new ControllerTable(), [], serializer, new ReplayBudget(long.MaxValue), time,
            WorkScheduler.Pool, logger ?? NullLogger.Instance)
        {
            ObjectCalls = new RemoteCallSettings(serializer, [], Timeout.InfiniteTimeSpan, time),
        };

    public static LinkEnd Opener(CallServices services, LinkSettings? settings = null) =>
        Make(services, settings, isOpener: true, new CallerIdentity("bob", "alice", null, PrincipalStamp.Anonymous));

    public static LinkEnd Acceptor(CallServices services, LinkSettings? settings = null) =>
        Make(services, settings, isOpener: false, new CallerIdentity("alice", "bob", null, PrincipalStamp.Anonymous));

    private static LinkEnd Make(CallServices services, LinkSettings? settings, bool isOpener, CallerIdentity other) =>
        new(new CallIdentity(Guid.Empty, 1), other, isOpener, services, settings ?? new LinkSettings());
}
