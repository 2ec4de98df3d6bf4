using PeerRpc.Broker;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Allows what its rules allow; by default everything.</summary>
internal sealed class RulePolicy : PeerPolicy
{
    public Func<PeerSession, string, ValueTask<bool>> Register { get; init; } = static (_, _) => new(true);

    public Func<PeerSession, string, ValueTask<bool>> Send { get; init; } = static (_, _) => new(true);

    public Func<PeerSession, string, ValueTask<bool>> CallBroker { get; init; } = static (_, _) => new(true);

    public Func<PeerSession, string, ValueTask<bool>> JoinGroup { get; init; } = static (_, _) => new(true);

    public Func<PeerSession, string, ValueTask<bool>> SendToGroup { get; init; } = static (_, _) => new(true);

    public override ValueTask<bool> IsAllowedToRegisterAsPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => Register(session, peerId);

    public override ValueTask<bool> IsAllowedToSendToPeer(
        PeerSession session, string peerId, CancellationToken cancellationToken) => Send(session, peerId);

    public override ValueTask<bool> IsAllowedToCallBroker(
        PeerSession session, string controllerPath, CancellationToken cancellationToken) =>
        CallBroker(session, controllerPath);

    public override ValueTask<bool> IsAllowedToJoinGroup(
        PeerSession session, string group, CancellationToken cancellationToken) => JoinGroup(session, group);

    public override ValueTask<bool> IsAllowedToSendToGroup(
        PeerSession session, string group, CancellationToken cancellationToken) => SendToGroup(session, group);
}
