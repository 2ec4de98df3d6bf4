using PeerRpc.Integration.Behaviours;

namespace PeerRpc.Integration;

/// <summary>All behaviours, over WebSockets.</summary>
public static class OverWebSocket
{
    public sealed class AnyPeerOutages : AnyPeerOutages<WebSocketTransport>;

    public sealed class AnyPeers : AnyPeers<WebSocketTransport>;

    public sealed class ArgumentStreams : ArgumentStreams<WebSocketTransport>;

    public sealed class Arguments : Arguments<WebSocketTransport>;

    public sealed class AskingAllPeers : AskingAllPeers<WebSocketTransport>;

    public sealed class BrokerControllers : BrokerControllers<WebSocketTransport>;

    public sealed class Callbacks : Callbacks<WebSocketTransport>;

    public sealed class Calls : Calls<WebSocketTransport>;

    public sealed class Cancellation : Cancellation<WebSocketTransport>;

    public sealed class Communities : Communities<WebSocketTransport>;

    public sealed class Concurrency : Concurrency<WebSocketTransport>;

    public sealed class Deadlines : Deadlines<WebSocketTransport>;

    public sealed class Describing : Describing<WebSocketTransport>;

    public sealed class Discovery : Discovery<WebSocketTransport>;

    public sealed class DynamicCalls : DynamicCalls<WebSocketTransport>;

    public sealed class Errors : Errors<WebSocketTransport>;

    public sealed class Evolution : Evolution<WebSocketTransport>;

    public sealed class Filters : Filters<WebSocketTransport>;

    public sealed class GroupNames : GroupNames<WebSocketTransport>;

    public sealed class GroupOutages : GroupOutages<WebSocketTransport>;

    public sealed class Groups : Groups<WebSocketTransport>;

    public sealed class Identity : Identity<WebSocketTransport>;

    public sealed class KeptMembers : KeptMembers<WebSocketTransport>;

    public sealed class Lifetime : Lifetime<WebSocketTransport>;

    public sealed class LiveObjects : LiveObjects<WebSocketTransport>;

    public sealed class LongOutages : LongOutages<WebSocketTransport>;

    public sealed class ObjectLifetimes : ObjectLifetimes<WebSocketTransport>;

    public sealed class Observables : Observables<WebSocketTransport>;

    public sealed class Oddness : Oddness<WebSocketTransport>;

    public sealed class OneWay : OneWay<WebSocketTransport>;

    public sealed class Payloads : Payloads<WebSocketTransport>;

    public sealed class Policies : Policies<WebSocketTransport>;

    public sealed class Reconciling : Reconciling<WebSocketTransport>;

    public sealed class Reconnecting : Reconnecting<WebSocketTransport>;

    public sealed class Registration : Registration<WebSocketTransport>;

    public sealed class Resuming : Resuming<WebSocketTransport>;

    public sealed class ResumingStreams : ResumingStreams<WebSocketTransport>;

    public sealed class Statistics : Statistics<WebSocketTransport>;

    public sealed class Storms : Storms<WebSocketTransport>;

    public sealed class StreamDepartures : StreamDepartures<WebSocketTransport>;

    public sealed class StreamEndings : StreamEndings<WebSocketTransport>;

    public sealed class StreamFlow : StreamFlow<WebSocketTransport>;

    public sealed class StreamLeaks : StreamLeaks<WebSocketTransport>;

    public sealed class StreamLifetimes : StreamLifetimes<WebSocketTransport>;

    public sealed class StreamLimits : StreamLimits<WebSocketTransport>;

    public sealed class StreamOverflows : StreamOverflows<WebSocketTransport>;

    public sealed class StreamShapes : StreamShapes<WebSocketTransport>;

    public sealed class Tracing : Tracing<WebSocketTransport>;

    public sealed class WaitingForPeers : WaitingForPeers<WebSocketTransport>;

    public sealed class WantedIds : WantedIds<WebSocketTransport>;
}
