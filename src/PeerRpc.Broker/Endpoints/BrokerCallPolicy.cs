using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Description;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Registration;
using PeerRpc.Core.Statistics;

namespace PeerRpc.Broker.Endpoints;

/// <summary>
/// Asks the policies whether a client may call a controller of the broker: until they allow it, and then no more.
/// </summary>
internal sealed class BrokerCallPolicy(PolicyEvaluator policies) : IIncomingCallFilter
{
    public ValueTask InvokeAsync(IncomingCallContext context, PeerCallNext next) =>
        IsFree(context.Call) ? next() : CheckAsync(context, next);

    private static bool IsFree(PeerCall call) => call.Controller switch
    {
        // Every registration asks for itself, and so does what goes to a group; the directory, and the description of
        // the broker, show only what the policies let be seen.
        IRegistryController.Path or IDirectoryController.Path or IGroupsController.Path or IDescribeController.Path =>
            true,
        // Who is registered was let in by a policy; anybody else could report what never was.
        IStatisticsController.Path => ((IncomingCall)call).Session<BrokerSession>().View.PeerIds.Count > 0,
        _ => false,
    };

    private async ValueTask CheckAsync(IncomingCallContext context, PeerCallNext next)
    {
        await CheckAsync((IncomingCall)context.Call, context.Call.Controller);
        await next();
    }

    /// <summary>Throws unless a client may call this controller.</summary>
    /// <exception cref="RefusalException">It may not.</exception>
    public async ValueTask CheckAsync(IncomingCall call, string path)
    {
        BrokerSession session = call.Session<BrokerSession>();
        PolicyVerdict verdict = await session.BrokerVerdicts.GetOrAdd(
            path, p => policies.MayCallBrokerAsync(session.View, p, session.Ended).AsTask()).Branch();
        if (verdict != PolicyVerdict.Allowed)
        {
            // The next call asks again: by then the client may have registered the id that the policy looks for.
            session.BrokerVerdicts.TryRemove(path, out _);
            throw Refused(verdict, path);
        }
    }

    private static RefusalException Refused(PolicyVerdict verdict, string path) => verdict switch
    {
        PolicyVerdict.NoPolicy => new RefusalException(PeerErrorCode.PermissionDenied, PolicyEvaluator.NoPolicyText),
        PolicyVerdict.Failed => new RefusalException(PeerErrorCode.PolicyFailed, PolicyEvaluator.FailedText),
        _ => new RefusalException(PeerErrorCode.PermissionDenied, $"You may not call '{path}' at the broker."),
    };
}
