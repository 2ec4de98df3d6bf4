using PeerRpc.Integration.Behaviours;

namespace PeerRpc.Integration;

/// <summary>All behaviours, over pipes in memory.</summary>
public static class OverMemory
{
    public sealed class AnyPeerOutages : AnyPeerOutages<MemoryTransport>;

    public sealed class AnyPeers : AnyPeers<MemoryTransport>;

    public sealed class ArgumentStreams : ArgumentStreams<MemoryTransport>;

    public sealed class Arguments : Arguments<MemoryTransport>;

    public sealed class AskingAllPeers : AskingAllPeers<MemoryTransport>;

    public sealed class BrokerControllers : BrokerControllers<MemoryTransport>;

    public sealed class Callbacks : Callbacks<MemoryTransport>;

    public sealed class Calls : Calls<MemoryTransport>;

    public sealed class Cancellation : Cancellation<MemoryTransport>;

    public sealed class Communities : Communities<MemoryTransport>;

    public sealed class Concurrency : Concurrency<MemoryTransport>;

    public sealed class Deadlines : Deadlines<MemoryTransport>;

    public sealed class Describing : Describing<MemoryTransport>;

    public sealed class Discovery : Discovery<MemoryTransport>;

    public sealed class DynamicCalls : DynamicCalls<MemoryTransport>;

    public sealed class Errors : Errors<MemoryTransport>;

    public sealed class Evolution : Evolution<MemoryTransport>;

    public sealed class Filters : Filters<MemoryTransport>;

    public sealed class GroupNames : GroupNames<MemoryTransport>;

    public sealed class GroupOutages : GroupOutages<MemoryTransport>;

    public sealed class Groups : Groups<MemoryTransport>;

    public sealed class Identity : Identity<MemoryTransport>;

    public sealed class KeptMembers : KeptMembers<MemoryTransport>;

    public sealed class Lifetime : Lifetime<MemoryTransport>;

    public sealed class LiveObjects : LiveObjects<MemoryTransport>;

    public sealed class LongOutages : LongOutages<MemoryTransport>;

    public sealed class ObjectLifetimes : ObjectLifetimes<MemoryTransport>;

    public sealed class Observables : Observables<MemoryTransport>;

    public sealed class Oddness : Oddness<MemoryTransport>;

    public sealed class OneWay : OneWay<MemoryTransport>;

    public sealed class Payloads : Payloads<MemoryTransport>;

    public sealed class Policies : Policies<MemoryTransport>;

    public sealed class Reconciling : Reconciling<MemoryTransport>;

    public sealed class Reconnecting : Reconnecting<MemoryTransport>;

    public sealed class Registration : Registration<MemoryTransport>;

    public sealed class Resuming : Resuming<MemoryTransport>;

    public sealed class ResumingStreams : ResumingStreams<MemoryTransport>;

    public sealed class Statistics : Statistics<MemoryTransport>;

    public sealed class Storms : Storms<MemoryTransport>;

    public sealed class StreamDepartures : StreamDepartures<MemoryTransport>;

    public sealed class StreamEndings : StreamEndings<MemoryTransport>;

    public sealed class StreamFlow : StreamFlow<MemoryTransport>;

    public sealed class StreamLeaks : StreamLeaks<MemoryTransport>;

    public sealed class StreamLifetimes : StreamLifetimes<MemoryTransport>;

    public sealed class StreamLimits : StreamLimits<MemoryTransport>;

    public sealed class StreamOverflows : StreamOverflows<MemoryTransport>;

    public sealed class StreamShapes : StreamShapes<MemoryTransport>;

    public sealed class Tracing : Tracing<MemoryTransport>;

    public sealed class WaitingForPeers : WaitingForPeers<MemoryTransport>;

    public sealed class WantedIds : WantedIds<MemoryTransport>;
}
