using PeerRpc.Integration.Behaviours;

namespace PeerRpc.Integration;

/// <summary>All behaviours, over TCP.</summary>
public static class OverTcp
{
    public sealed class AnyPeerOutages : AnyPeerOutages<TcpTransport>;

    public sealed class AnyPeers : AnyPeers<TcpTransport>;

    public sealed class ArgumentStreams : ArgumentStreams<TcpTransport>;

    public sealed class Arguments : Arguments<TcpTransport>;

    public sealed class AskingAllPeers : AskingAllPeers<TcpTransport>;

    public sealed class BrokerControllers : BrokerControllers<TcpTransport>;

    public sealed class Callbacks : Callbacks<TcpTransport>;

    public sealed class Calls : Calls<TcpTransport>;

    public sealed class Cancellation : Cancellation<TcpTransport>;

    public sealed class Communities : Communities<TcpTransport>;

    public sealed class Concurrency : Concurrency<TcpTransport>;

    public sealed class Deadlines : Deadlines<TcpTransport>;

    public sealed class Describing : Describing<TcpTransport>;

    public sealed class Discovery : Discovery<TcpTransport>;

    public sealed class DynamicCalls : DynamicCalls<TcpTransport>;

    public sealed class Errors : Errors<TcpTransport>;

    public sealed class Evolution : Evolution<TcpTransport>;

    public sealed class Filters : Filters<TcpTransport>;

    public sealed class GroupNames : GroupNames<TcpTransport>;

    public sealed class GroupOutages : GroupOutages<TcpTransport>;

    public sealed class Groups : Groups<TcpTransport>;

    public sealed class Identity : Identity<TcpTransport>;

    public sealed class KeptMembers : KeptMembers<TcpTransport>;

    public sealed class Lifetime : Lifetime<TcpTransport>;

    public sealed class LiveObjects : LiveObjects<TcpTransport>;

    public sealed class LongOutages : LongOutages<TcpTransport>;

    public sealed class ObjectLifetimes : ObjectLifetimes<TcpTransport>;

    public sealed class Observables : Observables<TcpTransport>;

    public sealed class Oddness : Oddness<TcpTransport>;

    public sealed class OneWay : OneWay<TcpTransport>;

    public sealed class Payloads : Payloads<TcpTransport>;

    public sealed class Policies : Policies<TcpTransport>;

    public sealed class Reconciling : Reconciling<TcpTransport>;

    public sealed class Reconnecting : Reconnecting<TcpTransport>;

    public sealed class Registration : Registration<TcpTransport>;

    public sealed class Resuming : Resuming<TcpTransport>;

    public sealed class ResumingStreams : ResumingStreams<TcpTransport>;

    public sealed class Statistics : Statistics<TcpTransport>;

    public sealed class Storms : Storms<TcpTransport>;

    public sealed class StreamDepartures : StreamDepartures<TcpTransport>;

    public sealed class StreamEndings : StreamEndings<TcpTransport>;

    public sealed class StreamFlow : StreamFlow<TcpTransport>;

    public sealed class StreamLeaks : StreamLeaks<TcpTransport>;

    public sealed class StreamLifetimes : StreamLifetimes<TcpTransport>;

    public sealed class StreamLimits : StreamLimits<TcpTransport>;

    public sealed class StreamOverflows : StreamOverflows<TcpTransport>;

    public sealed class StreamShapes : StreamShapes<TcpTransport>;

    public sealed class Tracing : Tracing<TcpTransport>;

    public sealed class WaitingForPeers : WaitingForPeers<TcpTransport>;

    public sealed class WantedIds : WantedIds<TcpTransport>;
}
