using System.Collections.Concurrent;
using PeerRpc.Broker.Labels;
using PeerRpc.Broker.Policies;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Sessions;

/// <summary>One client whose handshake is done: what policies see of it, its stamp and its routes.</summary>
/// <param name="view">What policies see.</param>
/// <param name="stamp">Who it is, as other clients are told.</param>
/// <param name="hop">Its connection and routes.</param>
internal sealed class BrokerSession(PeerSession view, PrincipalStamp stamp, Hop hop)
{
    private CancellationTokenSource? _ended; // made when somebody asks for its token: few clients have routes opened
    private SignOfLife _received;
    private SignOfLife _registered;
    private volatile bool _hasEnded;
    private ConcurrentDictionary<string, Task<PolicyVerdict>>? _verdicts;

    public PeerSession View { get; } = view;

    public PrincipalStamp Stamp { get; } = stamp;

    public Hop Hop { get; } = hop;

    /// <summary>Fires when its connection has ended.</summary>
    public CancellationToken Ended
    {
        get
        {
            CancellationTokenSource ended = LazyInitializer.EnsureInitialized(ref _ended);
            if (_hasEnded)
                ended.Cancel();
            return ended.Token;
        }
    }

    /// <summary>
    /// Tells its principal from every other one, on each of its connections alike; empty if nothing does.
    /// </summary>
    public required string Identity { get; init; }

    public required ISessionOwner Owner { get; init; }

    /// <summary>What the client has told of itself; null for nothing. Used under the registry's gate.</summary>
    public PeerDescription? Description { get; set; }

    /// <summary>Runs who waits for something of the client.</summary>
    public required WorkScheduler Work { private get; init; }

    /// <summary>What the policies said about calling the broker's own controllers, by path.</summary>
    public ConcurrentDictionary<string, Task<PolicyVerdict>> BrokerVerdicts =>
        LazyInitializer.EnsureInitialized(ref _verdicts);

    /// <summary>What was forwarded from this client; written by its read pump only.</summary>
    public ForwardCount Forwarded { get; } = new();

    /// <summary>
    /// Counts the routes of this client that are being decided about, those included that it has given up since:
    /// otherwise opening and closing in turn would start policies without end.
    /// </summary>
    public VerdictCount Verdicts { get; } = new();

    /// <summary>
    /// Whether the session is over and may not take ids any more. The registry's, as the ids of the view are: both
    /// change under its gate.
    /// </summary>
    public bool IdsReleased { get; set; }

    /// <summary>Something has been received from the client, or its connection has ended.</summary>
    public void NoteReceived() => _received.Note();

    /// <summary>Completes soon after that.</summary>
    public Task NextReceivedAsync() => _received.NextAsync(Work);

    /// <summary>The client has got a peer id.</summary>
    public void NoteRegistered() => _registered.Note();

    /// <summary>Completes soon after that.</summary>
    public Task NextRegisteredAsync() => _registered.NextAsync(Work);

    /// <summary>Its connection has ended.</summary>
    public void End()
    {
        _hasEnded = true;
        // Whoever makes it later sees that the session has ended, or is seen here.
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _ended)?.Cancel();
    }
}
