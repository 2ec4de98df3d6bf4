using PeerRpc.Integration.Behaviours;

namespace PeerRpc.Integration;

/// <summary>All behaviours, over WebSockets.</summary>
public static class OverWebSocket
{
    public sealed class Arguments : Arguments<WebSocketTransport>;

    public sealed class BrokerControllers : BrokerControllers<WebSocketTransport>;

    public sealed class Callbacks : Callbacks<WebSocketTransport>;

    public sealed class Calls : Calls<WebSocketTransport>;

    public sealed class Cancellation : Cancellation<WebSocketTransport>;

    public sealed class Concurrency : Concurrency<WebSocketTransport>;

    public sealed class Deadlines : Deadlines<WebSocketTransport>;

    public sealed class Errors : Errors<WebSocketTransport>;

    public sealed class Evolution : Evolution<WebSocketTransport>;

    public sealed class Filters : Filters<WebSocketTransport>;

    public sealed class Identity : Identity<WebSocketTransport>;

    public sealed class Lifetime : Lifetime<WebSocketTransport>;

    public sealed class Oddness : Oddness<WebSocketTransport>;

    public sealed class OneWay : OneWay<WebSocketTransport>;

    public sealed class Payloads : Payloads<WebSocketTransport>;

    public sealed class Policies : Policies<WebSocketTransport>;

    public sealed class Registration : Registration<WebSocketTransport>;

    public sealed class Storms : Storms<WebSocketTransport>;

    public sealed class StreamShapes : StreamShapes<WebSocketTransport>;

    public sealed class Tracing : Tracing<WebSocketTransport>;
}
