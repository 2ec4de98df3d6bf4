using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PeerRpc.Core.Calls;

/// <summary>The traces and the metrics of calls, on both sides, under the name <c>PeerRpc.Core</c>.</summary>
/// <remarks>Where nobody listens, a call pays for two reads of a field.</remarks>
internal static class CallDiagnostics
{
    public const string Name = "PeerRpc.Core";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Made = Meter.CreateCounter<long>(
        "peerrpc.calls.made", "{call}", "Calls made by this process that have ended, by outcome.");

    private static readonly Counter<long> Served = Meter.CreateCounter<long>(
        "peerrpc.calls.served", "{call}", "Calls served by this process that have ended, by outcome.");

    /// <summary>Whether anybody wants to see the calls that are made.</summary>
    public static bool HasListeners => Source.HasListeners();

    /// <summary>Begins the span of a call that is being made; null if nobody listens.</summary>
    public static Activity? StartOutgoing(CallTarget target, string targetId)
    {
        Activity? activity = Source.StartActivity($"{target.Controller}/{target.Method.Name}", ActivityKind.Client);
        return Describe(activity, target.Controller, target.Method.Name)?.SetTag("peer.id", targetId);
    }

    /// <summary>Begins the span of a call that is being served; null if nobody listens.</summary>
    public static Activity? StartIncoming(IncomingCall call)
    {
        if (!Source.HasListeners())
            return null;
        ActivityContext.TryParse(call.TraceParent, call.TraceState, isRemote: true, out ActivityContext parent);
        Activity? activity = Source.StartActivity($"{call.Controller}/{call.Method}", ActivityKind.Server, parent);
        return Describe(activity, call.Controller, call.Method)?.SetTag("peer.id", call.CallerId);
    }

    /// <summary>A call that this process made has ended.</summary>
    public static void CountMade(CallTarget target, PeerErrorCode outcome)
    {
        if (Made.Enabled)
            Count(Made, target.Controller, target.Method.Name, outcome);
    }

    /// <summary>A call that this process served has ended.</summary>
    public static void CountServed(IncomingCall call, PeerErrorCode outcome)
    {
        if (Served.Enabled)
            Count(Served, call.Controller, call.Method, outcome);
    }

    private static void Count(Counter<long> counter, string controller, string method, PeerErrorCode outcome) =>
        counter.Add(
            1,
            new KeyValuePair<string, object?>("rpc.service", controller),
            new KeyValuePair<string, object?>("rpc.method", method),
            new KeyValuePair<string, object?>("outcome", outcome == PeerErrorCode.None ? "Ok" : outcome.ToString()));

    private static Activity? Describe(Activity? activity, string controller, string method) => activity?
        .SetTag("rpc.system", "peerrpc").SetTag("rpc.service", controller).SetTag("rpc.method", method);
}
