namespace PeerRpc.Broker.Policies;

/// <summary>One of the methods of a policy.</summary>
internal delegate ValueTask<bool> PolicyQuestion(
    PeerPolicy policy, PeerSession session, string subject, CancellationToken cancellationToken);
