using Microsoft.Extensions.Logging;
using PeerRpc.Broker.Auditing;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Registration;

namespace PeerRpc.Broker.Registry;

/// <summary>Registers peer ids: decides who gets one, and what becomes of who had it.</summary>
/// <remarks>
/// 1. What needs no policy is checked first: the form, the limit, an id that the session has already. 2. The policies
/// are asked, once. 3. Only then the id is taken, or found to be taken: so nobody learns from a refusal which ids are
/// in use that he may not use himself. 4. If another process of the same principal has it, that one is pinged, and
/// loses it if it stays silent. 5. Whoever lost the id is cut off, and whoever waited for it is told. 6. An id is
/// released when its session unregisters it or leaves, and reserved for its owner when its session ends otherwise.
/// </remarks>
internal sealed partial class PeerRegistry(
    PeerTable peers, PeerDescriptions descriptions, PolicyEvaluator policies, IncumbentCheck incumbents,
    BrokerEvents events, TimeProvider time, ILogger<PeerRegistry> logger)
{
    /// <summary>Registers an id; does nothing if the session has it already.</summary>
    /// <param name="session">The session.</param>
    /// <param name="request">The id, and who asks for it.</param>
    /// <param name="cancellationToken">The call's, which fires also when the session ends.</param>
    /// <exception cref="PeerRpcException">It cannot have the id; the code says why.</exception>
    public async ValueTask RegisterAsync(
        BrokerSession session, RegisterRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await RegisterOrThrowAsync(session, request, cancellationToken);
        }
        catch (PeerRpcException refusal)
        {
            events.RegistrationRefused(session.View, request.PeerId, refusal);
            throw;
        }
    }

    /// <summary>Releases an id; false if the session does not have it.</summary>
    public bool Unregister(BrokerSession session, string peerId)
    {
        if (!peers.Release(session, peerId))
            return false;
        events.Unregistered(session.View, peerId);
        return true;
    }

    /// <summary>Releases all ids of a session that is over; it gets no others.</summary>
    /// <param name="session">The session.</param>
    /// <param name="left">Whether the client left on purpose; otherwise its ids are reserved.</param>
    public void Release(BrokerSession session, bool left) => peers.ReleaseAll(session, reserve: !left);

    /// <summary>The broker asks its clients to leave: who does so now is on its way to another one.</summary>
    public void Drain() => peers.Drain();

    private async ValueTask RegisterOrThrowAsync(
        BrokerSession session, RegisterRequest request, CancellationToken cancellationToken)
    {
        if (RegistrationRefusal.OfForm(request) is { } malformed)
            throw malformed;
        // First, so that whoever sees the id sees what it can do.
        if (request.Description is { } description)
            peers.Publish(session, descriptions.Accept(description));
        if (session.View.PeerIds.Contains(request.PeerId))
            return;
        if (!peers.HasRoom(session))
            throw RegistrationRefusal.Of(new TakeResult(TakeOutcome.TooMany), request.PeerId);
        PolicyVerdict verdict = await policies.MayRegisterAsync(session.View, request.PeerId, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (verdict != PolicyVerdict.Allowed)
            throw RegistrationRefusal.Of(verdict, request.PeerId);
        var owner = new PeerOwner(session.Identity, request.Key, request.Generation);
        var claim = new PeerClaim(session, request.PeerId, owner, time.GetUtcNow().UtcDateTime);
        TakeResult taken = await TakeAsync(claim, cancellationToken);
        if (taken.Outcome == TakeOutcome.Taken)
        {
            events.Registered(session.View, request.PeerId, taken.IsReturn);
            return;
        }
        cancellationToken.ThrowIfCancellationRequested();
        throw RegistrationRefusal.Of(taken, request.PeerId);
    }

    private async ValueTask<TakeResult> TakeAsync(PeerClaim claim, CancellationToken cancellationToken)
    {
        TakeResult taken = peers.Take(claim, silent: null);
        if (taken is { Outcome: TakeOutcome.Contested, Incumbent: { } incumbent })
        {
            bool isSilent = await incumbents.IsSilentAsync(incumbent, cancellationToken);
            // Once more in any case: a sign of life may have been the incumbent's goodbye. Who is still contested then
            // has an incumbent that answered, or came first of several challengers.
            taken = peers.Take(claim, isSilent ? incumbent : null);
        }
        if (taken.Outcome != TakeOutcome.Taken)
            return taken;
        if (taken.Incumbent is { } fenced)
            CutOff(fenced, claim);
        foreach (IPeerWaiter waiter in taken.Waiters)
            waiter.OnRegistered(claim.Session);
        return taken;
    }

    private void CutOff(BrokerSession fenced, PeerClaim successor)
    {
        events.TakenOver(fenced.View, successor.PeerId, successor.Session.View);
        Log.TakenOver(logger, fenced.View.Id, successor.PeerId, successor.Session.View.Id);
        fenced.Owner.CutOff(new GoodbyeFrame(
            PeerErrorCode.Unavailable, default, $"Another connection has taken over '{successor.PeerId}'."));
    }

    private static partial class Log
    {
        [LoggerMessage(2051, LogLevel.Debug,
            "Session {Session} lost the peer id {PeerId} to session {Successor} of its principal, and is closed.")]
        public static partial void TakenOver(ILogger logger, string session, string peerId, string successor);
    }
}
