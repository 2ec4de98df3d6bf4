using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PeerRpc.Broker.Endpoints;
using PeerRpc.Broker.Labels;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;
using PeerRpc.Broker.Telemetry;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Routing;

/// <summary>One client's request for a route, on its way to a verdict.</summary>
/// <remarks>
/// 1. The id that the client calls as must be one of its own. 2. A route to the broker itself goes to its endpoint. 3.
/// The policies are asked, once, and before anybody looks whether there is such a peer: what is forbidden and what does
/// not exist get the same answer. 4. The target is looked up and offered the route under the opener's stamp. 5. From
/// then on the two <see cref="RouteSwitch"/>es have it.
/// </remarks>
internal sealed partial class RouteOpening(
    RouteOpenings openings, BrokerSession session, RouteHalf opener, OpenRouteFrame frame) : IThreadPoolWorkItem
{
    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        using Activity? activity = BrokerMetrics.Activities.StartActivity("peer_broker.open_route");
        activity?.SetTag("peer.session", session.View.Id);
        try
        {
            if (await DecideAsync() is { } refusal)
                Refuse(refusal, activity);
        }
        catch (Exception exception)
        {
            // The client must have an answer, whatever went wrong in an endpoint or a registry.
            Log.Failed(openings.Logger, session.View.Id, exception);
            Refuse(Refusal.Of(PeerErrorCode.Unavailable, "The broker failed to open the route."), activity);
        }
        session.Verdicts.End();
        session.Hop.Connection.Flush();
    }

    private async ValueTask<RouteRefusedFrame?> DecideAsync()
    {
        if (frame.OpenerId.Length > 0 && !session.View.PeerIds.Contains(frame.OpenerId))
            return Refusal.Of(PeerErrorCode.PermissionDenied, $"You are not registered as '{frame.OpenerId}'.");
        if (frame.TargetId.Length == 0)
        {
            openings.Endpoint.Accept(session, frame.OpenerId, new BrokerRoute(opener), frame.Hello);
            return null;
        }
        if (openings.Policies.AllowsNothing)
            return Refusal.Of(PeerErrorCode.PermissionDenied, PolicyEvaluator.NoPolicyText);
        if (!PeerId.IsValid(frame.TargetId))
            return Refusal.PeerNotFound(frame.TargetId);
        return await openings.Policies.MaySendAsync(session.View, frame.TargetId, session.Ended) switch
        {
            PolicyVerdict.Allowed => Offer(),
            PolicyVerdict.Failed => Refusal.Of(PeerErrorCode.PolicyFailed, PolicyEvaluator.FailedText),
            _ => Refusal.PeerNotFound(frame.TargetId),
        };
    }

    private RouteRefusedFrame? Offer()
    {
        if (!openings.Registry.TryFind(frame.TargetId, out BrokerSession? target))
            return Refusal.PeerNotFound(frame.TargetId);
        var acceptor = new RouteHalf(target.Hop, 0, RouteState.New) { Other = opener };
        if (!session.Hop.TryConnect(opener, acceptor))
            return null;
        OfferOutcome outcome = target.Hop.Offer(
            acceptor, new IncomingRouteFrame(frame.TargetId, frame.OpenerId, session.Stamp, frame.Hello));
        if (outcome == OfferOutcome.Offered)
            target.Hop.Connection.Flush();
        return outcome switch
        {
            OfferOutcome.Gone => Refusal.PeerNotFound(frame.TargetId),
            OfferOutcome.NoLabel => Refusal.Of(PeerErrorCode.ResourceExhausted, "Too many routes lead to the peer."),
            OfferOutcome.NoRoom => Refusal.Because(CloseReason.Congested, ""),
            _ => null,
        };
    }

    private void Refuse(RouteRefusedFrame refusal, Activity? activity)
    {
        if (!session.Hop.TryRefuse(opener, refusal))
            return;
        activity?.SetStatus(ActivityStatusCode.Error, refusal.Message);
        openings.Metrics.CountRefusal(refusal.Code);
        Log.Refused(openings.Logger, session.View.Id, refusal.Code);
    }

    private static partial class Log
    {
        [LoggerMessage(2021, LogLevel.Error, "Opening a route for session {Session} failed.")]
        public static partial void Failed(ILogger logger, string session, Exception exception);

        [LoggerMessage(2022, LogLevel.Debug, "Session {Session} was refused a route: {Code}.")]
        public static partial void Refused(ILogger logger, string session, PeerErrorCode code);
    }
}
