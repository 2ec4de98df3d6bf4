using PeerRpc.Core.Links;

namespace PeerRpc.Client;

/// <summary>What a client holds at a moment, and what its links have been through.</summary>
/// <param name="Streams">Streams, progresses and live objects.</param>
/// <param name="OpenedLinks">Links that it has opened, that to the broker included.</param>
/// <param name="LinksToBroker">How many of those lead to the broker.</param>
/// <param name="WaitingCalls">Calls that it has made and that have not been answered.</param>
/// <param name="AcceptedLinks">Links that others have opened to it.</param>
/// <param name="ServedCalls">Calls that it serves.</param>
/// <param name="ReplayBytes">Memory that is held for replay.</param>
/// <param name="Counts">What its links have been through.</param>
internal sealed record ClientUsage(
    int Streams, int OpenedLinks, int LinksToBroker, int WaitingCalls, int AcceptedLinks, int ServedCalls,
    long ReplayBytes, LinkCounts Counts);
