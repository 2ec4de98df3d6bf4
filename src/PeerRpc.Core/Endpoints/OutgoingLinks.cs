using PeerRpc.Core.Calls;
using PeerRpc.Core.Links;
using PeerRpc.Core.Routes;

namespace PeerRpc.Core.Endpoints;

/// <summary>The links that this client has opened, at most one for each pair of its own id and a target.</summary>
/// <remarks>
/// 1. A link is made by the first call to its target, and waits while there is no connection. 2. A new connection
/// resumes the links to peers, those with waiting calls first, but those that call as an id which is still to be
/// registered again only after that. 3. What leads to the broker itself never resumes, and rests when it is not used.
/// </remarks>
internal sealed class OutgoingLinks(EndpointServices services) : IDisposable
{
    private readonly Dictionary<LinkName, OutgoingLink> _links = []; // guarded by itself
    private readonly HashSet<string> _awaited = []; // ids still to be registered; guarded by _links
    private readonly LinkWindow _away = new(services.Calls.Time, () => { }); // guarded by _links
    private RouteOpener? _opener; // guarded by _links
    private readonly LinkRest _rest = new(services.Calls.Time);
    private LinkError? _closed; // guarded by _links
    private ulong _lastNumber;

    /// <summary>How many streams and live objects there are on all links.</summary>
    public int StreamCount => Snapshot().Sum(link => link.End.Streams.Count);

    /// <summary>How many links there are.</summary>
    public int Count
    {
        get
        {
            lock (_links)
                return _links.Count;
        }
    }

    /// <summary>How many of them lead to the broker.</summary>
    public int CountToBroker => Snapshot().Count(link => link.Name.LeadsToBroker);

    /// <summary>How many calls wait for their answers.</summary>
    public int CallCount => Snapshot().Sum(link => link.Calls.Count);

    /// <summary>Whether a call waits for its answer.</summary>
    public bool HasCalls => Snapshot().Any(link => link.Calls.Count > 0);

    /// <summary>How long links may be without a path; the broker's to say.</summary>
    public TimeSpan ResumeWindow { get; private set; }

    /// <summary>How long a target may be waited for because this client has lost its own connection.</summary>
    public TimeSpan RestOfAbsence
    {
        get
        {
            lock (_links)
                return _away.Remaining;
        }
    }

    /// <summary>How long a target may be waited for by a link that may wait so long by itself.</summary>
    public TimeSpan LongerAbsence(TimeSpan own) => own > RestOfAbsence ? own : RestOfAbsence;

    /// <summary>How long a link has been without a path.</summary>
    public static TimeSpan AwayOf(OutgoingLink link)
    {
        lock (link.End.Link.Gate)
            return link.Window.Elapsed;
    }

    /// <summary>The link that has been without a path the longest; null if none is.</summary>
    public OutgoingLink? FindLongestAway() =>
        Snapshot().Where(link => AwayOf(link) > TimeSpan.Zero).MaxBy(AwayOf);

    public ulong NextNumber() => Interlocked.Increment(ref _lastNumber);

    /// <summary>Gets the calls of a link, and opens it if there is none.</summary>
    /// <param name="openerId">The id to call as; empty for none.</param>
    /// <param name="targetId">The peer to call; empty for the broker.</param>
    /// <param name="waitsForPeer">Whether the next call waits for a peer that is not there.</param>
    /// <exception cref="PeerRpcException">
    /// The client is closed, it has been without a connection for too long, or all its routes are in use.
    /// </exception>
    public OutgoingCalls GetCalls(string openerId, string targetId, bool waitsForPeer = false)
    {
        var name = new LinkName(openerId, targetId);
        OutgoingLink link;
        RouteOpener? opener;
        bool isNew;
        lock (_links)
        {
            isNew = !_links.TryGetValue(name, out OutgoingLink? existing);
            link = existing ?? Add(name);
            opener = OpenerOf(link);
        }
        if (isNew)
            StartFirst(link, opener);
        else if (!waitsForPeer)
            link.AskAgain();
        return link.Calls;
    }

    /// <summary>There is a connection: opens or resumes the links that have waited for one.</summary>
    /// <param name="opener">The connection.</param>
    /// <param name="resumeWindow">How long links may be without a path.</param>
    /// <param name="awaited">The ids that are still to be registered over it.</param>
    public void Connect(RouteOpener opener, TimeSpan resumeWindow, IEnumerable<string> awaited)
    {
        lock (_links)
        {
            _opener = opener;
            _awaited.Clear();
            _awaited.UnionWith(awaited);
            ResumeWindow = resumeWindow;
        }
        ConnectWaiting(opener);
    }

    /// <summary>
    /// An id has been registered again, or never will be: opens or resumes the links that call as it.
    /// </summary>
    public void StopAwaiting(string openerId)
    {
        RouteOpener? opener;
        lock (_links)
        {
            opener = _awaited.Remove(openerId) ? _opener : null;
        }
        if (opener is not null)
            ConnectWaiting(opener);
    }

    /// <summary>The connection is lost: the links wait for another one, as long as the window allows.</summary>
    /// <param name="reason">Why, for the calls that fail for it.</param>
    public void Disconnect(string reason)
    {
        lock (_links)
        {
            _opener?.Lose();
            _opener = null;
            _away.Stop();
            _away.Start(ResumeWindow);
        }
        foreach (OutgoingLink link in Snapshot())
        {
            if (link.Name.LeadsToBroker)
                Renew(link, LinkErrors.Lost(reason));
            else
                link.Disconnect(ResumeWindow, reason);
        }
    }

    /// <summary>
    /// A link can never be resumed: what was sent on it ends, and what was not goes to a new link, in its order and
    /// before any other call.
    /// </summary>
    /// <param name="old">The link.</param>
    /// <param name="toError">With what the calls end that were sent.</param>
    public void Renew(OutgoingLink old, LinkError toError)
    {
        var next = new OutgoingLink(old.Name, services, this);
        bool isNeeded;
        RouteOpener? opener;
        // Both gates, so that no call can find its way to the new link before those that wait for it already.
        lock (next.End.Link.Gate)
            isNeeded = TryReplace(old, next, toError, out opener);
        if (isNeeded)
            Start(next, opener);
        else
            next.EndAll(toError);
    }

    /// <summary>Ends all links; no new ones are opened.</summary>
    /// <param name="toError">What their calls fail with.</param>
    public void Close(LinkError toError)
    {
        lock (_links)
        {
            if (_closed is not null)
                return;
            _closed = toError;
        }
        Dispose();
        foreach (OutgoingLink link in Snapshot())
            link.Close(toError);
    }

    public void Dispose()
    {
        lock (_links)
        {
            _away.Dispose();
        }
        _rest.Dispose();
    }

    /// <summary>A link has ended.</summary>
    public void Remove(OutgoingLink ended)
    {
        lock (_links)
        {
            if (IsCurrent(ended))
                _links.Remove(ended.Name);
        }
    }

    private bool TryReplace(OutgoingLink old, OutgoingLink next, LinkError toError, out RouteOpener? opener)
    {
        lock (old.End.Link.Gate)
        {
            lock (_links)
            {
                opener = OpenerOf(next);
                if (!IsCurrent(old))
                    return false;
                List<UnsentCall> unsent = old.Calls.Move.TakeUnsent();
                if (unsent.Count > 0)
                    _links[old.Name] = next;
                old.EndAll(toError);
                next.Calls.Move.Adopt(unsent, old.End.Link.Clock);
                return unsent.Count > 0;
            }
        }
    }

    private OutgoingLink Add(LinkName name)
    {
        if (_closed is not null)
            throw new PeerRpcException(PeerErrorCode.Unavailable, "The client is closed; connect a new one.");
        if (_opener is null && _away.IsOver)
            throw new PeerRpcException(PeerErrorCode.Unavailable, "There is no connection to the broker.");
        var link = new OutgoingLink(name, services, this);
        _links.Add(name, link);
        if (name.LeadsToBroker)
            _rest.Begin(this);
        return link;
    }

    private bool IsCurrent(OutgoingLink link) =>
        _links.TryGetValue(link.Name, out OutgoingLink? current) && current == link;

    private RouteOpener? OpenerOf(OutgoingLink link) =>
        link.Name.LeadsToBroker || !_awaited.Contains(link.Name.OpenerId) ? _opener : null;

    private void StartFirst(OutgoingLink link, RouteOpener? opener)
    {
        if (opener is not null)
            LinkRest.MakeRoom(this, opener.MaxRoutes);
        Start(link, opener);
    }

    // Thrown here, because a call that meets an ended link looks for the next one, which fares no better.
    private void Start(OutgoingLink link, RouteOpener? opener)
    {
        if (opener is null)
            WaitForConnection(link);
        else if (!link.TryConnect(opener))
            throw new PeerRpcException(PeerErrorCode.ResourceExhausted, opener.AllInUse);
    }

    // Before the first connection there is no window that could be over: calls wait for as long as their deadlines say.
    // Neither is there one while only the id is still to be registered, which is tried for a limited time by itself.
    private void WaitForConnection(OutgoingLink link)
    {
        bool isAway;
        lock (_links)
            isAway = _opener is null && _away.IsRunning;
        if (isAway)
            link.Disconnect(RestOfAbsence, "The connection to the broker did not come back in time.");
    }

    private void ConnectWaiting(RouteOpener opener)
    {
        OutgoingLink[] ready;
        lock (_links)
            ready = [.. _links.Values.Where(link => OpenerOf(link) == opener)];
        foreach (OutgoingLink link in ready.OrderByDescending(link => link.Calls.Count > 0))
            link.TryConnect(opener);
    }

    /// <summary>All links.</summary>
    public OutgoingLink[] Snapshot()
    {
        lock (_links)
            return [.. _links.Values];
    }
}
