using System.Diagnostics;

namespace PeerRpc.Core.Calls;

/// <summary>The traces of calls, on both sides, under the name <c>PeerRpc.Core</c>.</summary>
internal static class CallDiagnostics
{
    public const string Name = "PeerRpc.Core";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Whether anybody wants to see the calls that are made.</summary>
    public static bool HasListeners => Source.HasListeners();

    /// <summary>Begins the span of a call that is being made; null if nobody listens.</summary>
    public static Activity? StartOutgoing(CallTarget target, string targetId)
    {
        if (!Source.HasListeners())
            return null;
        Activity? activity = Source.StartActivity($"{target.Controller}/{target.Method.Name}", ActivityKind.Client);
        return Describe(activity, target.Controller, target.Method.Name)?.SetTag("peer.id", targetId);
    }

    /// <summary>Begins the span of a call that is being served; null if nobody listens.</summary>
    public static Activity? StartIncoming(IncomingCall call)
    {
        if (!Source.HasListeners())
            return null;
        ActivityContext.TryParse(call.TraceParent, call.TraceState, isRemote: true, out ActivityContext parent);
        Activity? activity = Source.StartActivity(
            $"{call.Controller}/{call.Method}", ActivityKind.Server, parent);
        return Describe(activity, call.Controller, call.Method)?.SetTag("peer.id", call.CallerId);
    }

    private static Activity? Describe(Activity? activity, string controller, string method) => activity?
        .SetTag("rpc.system", "peerrpc").SetTag("rpc.service", controller).SetTag("rpc.method", method);
}
