namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>A policy that answers as its rules say, and remembers what it was asked.</summary>
internal class FakePolicy(PolicyRules rules) : PeerPolicy
{
    public override ValueTask<bool> IsAllowedToRegisterAsPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) =>
        rules.AskAsync($"{GetType().Name}:register:{peerId}", rules.Register(peerId), cancellationToken);

    public override ValueTask<bool> IsAllowedToSendToPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) =>
        rules.AskAsync($"{GetType().Name}:send:{peerId}", rules.Send(peerId), cancellationToken);
}
