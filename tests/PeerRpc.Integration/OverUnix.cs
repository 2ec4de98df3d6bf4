using PeerRpc.Integration.Behaviours;

namespace PeerRpc.Integration;

/// <summary>All behaviours, over Unix sockets.</summary>
public static class OverUnix
{
    public sealed class AnyPeerOutages : AnyPeerOutages<UnixTransport>;

    public sealed class AnyPeers : AnyPeers<UnixTransport>;

    public sealed class ArgumentStreams : ArgumentStreams<UnixTransport>;

    public sealed class Arguments : Arguments<UnixTransport>;

    public sealed class AskingAllPeers : AskingAllPeers<UnixTransport>;

    public sealed class BrokerControllers : BrokerControllers<UnixTransport>;

    public sealed class Callbacks : Callbacks<UnixTransport>;

    public sealed class Calls : Calls<UnixTransport>;

    public sealed class Cancellation : Cancellation<UnixTransport>;

    public sealed class Communities : Communities<UnixTransport>;

    public sealed class Concurrency : Concurrency<UnixTransport>;

    public sealed class Deadlines : Deadlines<UnixTransport>;

    public sealed class Describing : Describing<UnixTransport>;

    public sealed class Discovery : Discovery<UnixTransport>;

    public sealed class DynamicCalls : DynamicCalls<UnixTransport>;

    public sealed class Errors : Errors<UnixTransport>;

    public sealed class Evolution : Evolution<UnixTransport>;

    public sealed class Filters : Filters<UnixTransport>;

    public sealed class GroupNames : GroupNames<UnixTransport>;

    public sealed class GroupOutages : GroupOutages<UnixTransport>;

    public sealed class Groups : Groups<UnixTransport>;

    public sealed class Identity : Identity<UnixTransport>;

    public sealed class KeptMembers : KeptMembers<UnixTransport>;

    public sealed class Lifetime : Lifetime<UnixTransport>;

    public sealed class LiveObjects : LiveObjects<UnixTransport>;

    public sealed class LongOutages : LongOutages<UnixTransport>;

    public sealed class ObjectLifetimes : ObjectLifetimes<UnixTransport>;

    public sealed class Observables : Observables<UnixTransport>;

    public sealed class Oddness : Oddness<UnixTransport>;

    public sealed class OneWay : OneWay<UnixTransport>;

    public sealed class Payloads : Payloads<UnixTransport>;

    public sealed class Policies : Policies<UnixTransport>;

    public sealed class Reconciling : Reconciling<UnixTransport>;

    public sealed class Reconnecting : Reconnecting<UnixTransport>;

    public sealed class Registration : Registration<UnixTransport>;

    public sealed class Resuming : Resuming<UnixTransport>;

    public sealed class ResumingStreams : ResumingStreams<UnixTransport>;

    public sealed class Statistics : Statistics<UnixTransport>;

    public sealed class Storms : Storms<UnixTransport>;

    public sealed class StreamDepartures : StreamDepartures<UnixTransport>;

    public sealed class StreamEndings : StreamEndings<UnixTransport>;

    public sealed class StreamFlow : StreamFlow<UnixTransport>;

    public sealed class StreamLeaks : StreamLeaks<UnixTransport>;

    public sealed class StreamLifetimes : StreamLifetimes<UnixTransport>;

    public sealed class StreamLimits : StreamLimits<UnixTransport>;

    public sealed class StreamOverflows : StreamOverflows<UnixTransport>;

    public sealed class StreamShapes : StreamShapes<UnixTransport>;

    public sealed class Tracing : Tracing<UnixTransport>;

    public sealed class WaitingForPeers : WaitingForPeers<UnixTransport>;

    public sealed class WantedIds : WantedIds<UnixTransport>;
}
