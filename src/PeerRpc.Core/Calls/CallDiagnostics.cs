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

    private static readonly Histogram<double> MadeDuration = Meter.CreateHistogram<double>(
        "peerrpc.calls.made.duration", "s", "How long calls took that this process made, by outcome.");

    private static readonly Histogram<double> ServedDuration = Meter.CreateHistogram<double>(
        "peerrpc.calls.served.duration", "s", "How long this process took for calls that it served, by outcome.");

    /// <summary>Whether anybody wants to see the calls that are made.</summary>
    public static bool HasListeners => Source.HasListeners() || MadeDuration.Enabled;

    /// <summary>Whether anybody wants to know how long serving calls takes.</summary>
    public static bool TimesServed => ServedDuration.Enabled;

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

    /// <summary>A call that this process made has ended, after so long.</summary>
    public static void TimeMade(CallTarget target, PeerErrorCode outcome, TimeSpan duration) =>
        MadeDuration.Record(
            duration.TotalSeconds, Service(target.Controller), MethodTag(target.Method.Name), Outcome(outcome));

    /// <summary>A call that this process served was answered, after so long.</summary>
    public static void TimeServed(IncomingCall call, PeerErrorCode outcome, TimeSpan duration) =>
        ServedDuration.Record(
            duration.TotalSeconds, Service(call.Controller), MethodTag(call.Method), Outcome(outcome));

    /// <summary>The outcome of a call that has thrown.</summary>
    public static PeerErrorCode OutcomeOf(Exception exception) => exception switch
    {
        PeerRpcException failure => failure.Code,
        OperationCanceledException => PeerErrorCode.Cancelled,
        _ => PeerErrorCode.Internal,
    };

    private static void Count(Counter<long> counter, string controller, string method, PeerErrorCode outcome) =>
        counter.Add(1, Service(controller), MethodTag(method), Outcome(outcome));

    private static KeyValuePair<string, object?> Service(string controller) => new("rpc.service", controller);

    private static KeyValuePair<string, object?> MethodTag(string method) => new("rpc.method", method);

    private static KeyValuePair<string, object?> Outcome(PeerErrorCode outcome) =>
        new("outcome", outcome == PeerErrorCode.None ? "Ok" : outcome.ToString());

    private static Activity? Describe(Activity? activity, string controller, string method) => activity?
        .SetTag("rpc.system", "peerrpc").SetTag("rpc.service", controller).SetTag("rpc.method", method);
}
