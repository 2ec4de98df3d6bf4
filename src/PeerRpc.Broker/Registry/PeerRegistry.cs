using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Registry;

/// <summary>Which session answers to which peer id.</summary>
/// <remarks>
/// 1. What needs no policy is checked first: the form, the limit, an id that the session has already. 2. The policies
/// are asked, once. 3. Only then the id is taken, or found to be taken: so nobody learns from a refusal which ids are
/// in use that he may not use himself. 4. An id is released when its session unregisters it or ends.
/// </remarks>
internal sealed class PeerRegistry(PolicyEvaluator policies, IOptions<PeerBrokerOptions> options)
{
    private readonly ConcurrentDictionary<string, BrokerSession> _peers = new(StringComparer.Ordinal);

    /// <summary>How many ids are registered.</summary>
    public int Count => _peers.Count;

    public bool TryFind(string peerId, [NotNullWhen(true)] out BrokerSession? session) =>
        _peers.TryGetValue(peerId, out session);

    /// <summary>Registers an id; does nothing if the session has it already.</summary>
    /// <exception cref="PeerRpcException">It cannot have the id; the code says why.</exception>
    public async ValueTask RegisterAsync(BrokerSession session, string peerId, CancellationToken cancellationToken)
    {
        if (!PeerId.IsValid(peerId))
        {
            throw Refused(PeerErrorCode.InvalidArgument,
                $"A peer id has 1 to {PeerId.MaxLength} characters of A-Z, a-z, 0-9 and '_.:@-'.");
        }
        if (session.View.PeerIds.Contains(peerId))
            return;
        CheckCount(session);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(session.Ended, cancellationToken);
        PolicyVerdict verdict = await policies.MayRegisterAsync(session.View, peerId, ended.Token);
        cancellationToken.ThrowIfCancellationRequested();
        if (verdict != PolicyVerdict.Allowed)
            throw Refused(verdict, peerId);
        Take(session, peerId);
    }

    /// <summary>Releases an id; false if the session does not have it.</summary>
    public bool Unregister(BrokerSession session, string peerId)
    {
        lock (session.IdGate)
        {
            if (!_peers.TryRemove(new KeyValuePair<string, BrokerSession>(peerId, session)))
                return false;
            session.View.PeerIds = [.. session.View.PeerIds.Where(id => id != peerId)];
            return true;
        }
    }

    /// <summary>Releases all ids of a session that has ended; it gets no others.</summary>
    public void Release(BrokerSession session)
    {
        lock (session.IdGate)
        {
            session.IdsReleased = true;
            foreach (string peerId in session.View.PeerIds)
                _peers.TryRemove(new KeyValuePair<string, BrokerSession>(peerId, session));
            session.View.PeerIds = [];
        }
    }

    private void Take(BrokerSession session, string peerId)
    {
        lock (session.IdGate)
        {
            if (session.IdsReleased)
                throw Refused(PeerErrorCode.Unavailable, "The connection has ended.");
            if (session.View.PeerIds.Contains(peerId))
                return;
            CheckCount(session);
            if (!_peers.TryAdd(peerId, session))
                throw Refused(PeerErrorCode.PeerIdInUse, $"The peer id '{peerId}' is in use.");
            session.View.PeerIds = [.. session.View.PeerIds, peerId];
        }
    }

    private void CheckCount(BrokerSession session)
    {
        int limit = options.Value.MaxPeerIdsPerClient;
        if (session.View.PeerIds.Count >= limit)
            throw Refused(PeerErrorCode.ResourceExhausted, $"A client may register at most {limit} peer ids.");
    }

    private static PeerRpcException Refused(PolicyVerdict verdict, string peerId) => verdict switch
    {
        PolicyVerdict.NoPolicy => Refused(PeerErrorCode.PermissionDenied, PolicyEvaluator.NoPolicyText),
        PolicyVerdict.Failed => Refused(PeerErrorCode.PolicyFailed, PolicyEvaluator.FailedText),
        _ => Refused(PeerErrorCode.PermissionDenied, $"You may not register as '{peerId}'."),
    };

    private static PeerRpcException Refused(PeerErrorCode code, string message) =>
        new(code, message, Executed.No, PeerErrorOrigin.Broker);
}
