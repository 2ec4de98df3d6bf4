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
/// not exist get the same answer, after the same time. 4. A <see cref="TargetSearch"/> finds the target, or waits for
/// it, and offers it the route under the opener's stamp. 5. From then on the two <see cref="RouteSwitch"/>es have it.
/// The request counts against the client's limit until then.
/// </remarks>
internal sealed partial class RouteOpening(
    RouteOpenings openings, BrokerSession session, RouteHalf opener, OpenRouteFrame frame) : IThreadPoolWorkItem
{
    private Activity? _activity;
    private int _ended;

    public string TargetId => frame.TargetId;

    public PeerTable Peers => openings.Peers;

    /// <summary>How long the opener waits for a target that is not there; zero for not at all.</summary>
    public TimeSpan Patience
    {
        get
        {
            TimeSpan window = openings.Options.Value.ResumeWindow;
            return frame.Wait < window ? frame.Wait : window;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    /// <summary>Whether the opener still waits; if so, the watcher is told when it gives up.</summary>
    public bool TryWait(IRouteEnd watcher) => session.Hop.TryWatch(opener, watcher);

    /// <summary>Starts the timer that ends the opener's waiting.</summary>
    public ITimer StartTimer(Action elapsed) => openings.Time.CreateTimer(
        static state => ((Action)state!)(), elapsed, Patience, Timeout.InfiniteTimeSpan);

    /// <summary>Offers the route to a target; the caller flushes the target's connection.</summary>
    public OfferOutcome Offer(BrokerSession target)
    {
        var acceptor = new RouteHalf(target.Hop, 0, RouteState.New) { Other = opener };
        if (!session.Hop.TryConnect(opener, acceptor))
            return OfferOutcome.Abandoned;
        OfferOutcome outcome = target.Hop.Offer(
            acceptor, new IncomingRouteFrame(frame.TargetId, frame.OpenerId, session.Stamp, frame.Hello));
        if (outcome == OfferOutcome.Offered)
            openings.Events.RouteAllowed(session.View, frame.OpenerId, frame.TargetId);
        return outcome;
    }

    /// <summary>It has been decided; only the first time counts.</summary>
    /// <param name="refusal">What the opener is told; null if it will be told otherwise, or does not wait.</param>
    public void End(RouteRefusedFrame? refusal)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        if (refusal is { } refused)
            Refuse(refused);
        session.Verdicts.End();
        session.Hop.Connection.Flush();
    }

    private async Task RunAsync()
    {
        using Activity? activity = BrokerMetrics.Activities.StartActivity("peer_broker.open_route");
        activity?.SetTag("peer.session", session.View.Id);
        _activity = activity;
        try
        {
            await DecideAsync();
        }
        catch (Exception exception)
        {
            // The client must have an answer, whatever went wrong in an endpoint or a registry.
            Log.Failed(openings.Logger, session.View.Id, exception);
            End(Refusal.Of(PeerErrorCode.Unavailable, "The broker failed to open the route."));
        }
    }

    private async ValueTask DecideAsync()
    {
        if (RefuseUnasked() is { } refusal)
        {
            End(refusal);
            return;
        }
        if (frame.TargetId.Length == 0)
        {
            openings.Endpoint.Accept(session, frame.OpenerId, new BrokerRoute(opener), frame.Hello);
            End(null);
            return;
        }
        PolicyVerdict verdict = await openings.Policies.MaySendAsync(session.View, frame.TargetId, session.Ended);
        if (verdict == PolicyVerdict.Failed)
            End(Refusal.Of(PeerErrorCode.PolicyFailed, PolicyEvaluator.FailedText));
        else
            new TargetSearch(this, mayFind: verdict == PolicyVerdict.Allowed).Begin();
    }

    private RouteRefusedFrame? RefuseUnasked()
    {
        if (frame.OpenerId.Length > 0 && !session.View.PeerIds.Contains(frame.OpenerId))
            return Refusal.Of(PeerErrorCode.PermissionDenied, $"You are not registered as '{frame.OpenerId}'.");
        if (frame.TargetId.Length == 0)
            return null;
        if (openings.Policies.AllowsNothing)
            return Refusal.Of(PeerErrorCode.PermissionDenied, PolicyEvaluator.NoPolicyText);
        return PeerId.IsValid(frame.TargetId) ? null : Refusal.PeerNotFound(frame.TargetId);
    }

    private void Refuse(RouteRefusedFrame refusal)
    {
        if (!session.Hop.TryRefuse(opener, refusal))
            return;
        _activity?.SetStatus(ActivityStatusCode.Error, refusal.Message);
        openings.Events.RouteRefused(session.View, frame.OpenerId, frame.TargetId, refusal);
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
