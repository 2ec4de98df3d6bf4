using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Links;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Tests.Serialization;

namespace PeerRpc.Core.Tests.Calls;

/// <summary>Both ends of a link, without a connection: what one has written reaches the other when a test says so.</summary>
internal sealed class LinkedCalls : IOutgoingCallSource, IWorkSink, IDisposable
{
    private static readonly JsonPeerSerializer Serializer = new([TestJson.Default]);

    private readonly Queue<IThreadPoolWorkItem> _work = new();

    public LinkedCalls(
        Func<IncomingCall, ControllerTarget<IErrand>> activate, LinkSettings? settings = null, TimeProvider? time = null,
        IOutgoingCallFilter[]? filters = null)
    {
        settings ??= new LinkSettings();
        var table = new ControllerTable();
        PeerContract<IErrand> contract = PeerContracts.Get<IErrand>();
        table.Add(new ControllerEntry<IErrand>(contract.Path, contract, Serializer, activate));
        time ??= TimeProvider.System;
        CallServices services = TestEnds.Services(Serializer, time, table);
        CalleeEnd = TestEnds.Acceptor(services, settings);
        CallerEnd = TestEnds.Opener(services, settings);
        CalleeEnd.TryAttach(Down, Describe(CallerEnd.Link));
        CallerEnd.TryAttach(Up, Describe(CalleeEnd.Link));
        var remote = new RemoteCallSettings(Serializer, filters ?? [], Timeout.InfiniteTimeSpan, time)
        {
            Counts = services.Counts,
        };
        Proxy = contract.CreateProxy(new RemoteInvoker(this, new CallAddress(contract.Path), remote));
    }

    public string TargetId => "callee";

    public LinkEnd CallerEnd { get; }

    public LinkEnd CalleeEnd { get; }

    public OutgoingCalls Caller => CallerEnd.Outgoing;

    public IncomingCalls Callee => CalleeEnd.Incoming;

    public IErrand Proxy { get; }

    /// <summary>To the callee.</summary>
    public TestPath Up { get; } = new();

    /// <summary>To the caller.</summary>
    public TestPath Down { get; } = new();

    public static LinkedCalls Serving(Func<string, Task<string>> run, LinkSettings? settings = null) =>
        new(_ => new ControllerTarget<IErrand>(new Errand(run)), settings);

    public OutgoingCalls GetCalls() => Caller;

    public void Defer(IThreadPoolWorkItem work) => _work.Enqueue(work);

    /// <summary>Delivers all that has been written and runs what it gives rise to, until nothing is left.</summary>
    /// <returns>Null, or in what way one side breaks the protocol.</returns>
    public string? Deliver() => DeliverUp() ?? DeliverDown() ?? (Up.IsEmpty && Down.IsEmpty ? null : Deliver());

    /// <summary>Delivers to the callee what has been written, and runs what it gives rise to.</summary>
    public string? DeliverUp() => Deliver(Up, Down, Callee.Link);

    /// <summary>Delivers to the caller what has been written, and runs what it gives rise to.</summary>
    public string? DeliverDown() => Deliver(Down, Up, Caller.Link);

    public void Dispose()
    {
        CallerEnd.Dispose();
        CalleeEnd.Dispose();
    }

    private string? Deliver(TestPath path, TestPath own, Link link)
    {
        while (path.TryTake(out byte[]? frame))
        {
            if (link.OnData(own, frame, this) is { } fault)
                return fault;
        }
        while (_work.TryDequeue(out IThreadPoolWorkItem? item))
            item.Execute();
        return null;
    }

    private static LinkHello Describe(Link link) => link.Describe(
        LinkHelloForm.Open, new LinkPosition(Guid.NewGuid(), 1, 0), new byte[LinkHello.NonceLength], [Serializer.Name]);
}
