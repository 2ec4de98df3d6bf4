using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Microbenchmarks.Contracts;

namespace PeerRpc.Microbenchmarks.Links;

/// <summary>
/// Both ends of a link on one thread: real calls, links and frames, with neither broker nor connection between.
/// </summary>
internal sealed class LinkedPair : IOutgoingCallSource, IWorkSink, IDisposable
{
    // Acknowledgements after some bytes, as under load, and never after some time: that would be another thread.
    private static readonly LinkSettings Settings = new() { AckAfter = TimeSpan.FromDays(1) };

    private readonly Queue<IThreadPoolWorkItem> _work = new();
    private readonly PairPath _up = new();
    private readonly PairPath _down = new();
    private readonly LinkEnd _caller;
    private readonly LinkEnd _callee;

    public LinkedPair(IBoard served)
    {
        var table = new ControllerTable();
        var target = new ControllerTarget<IBoard>(served);
        table.Add(new ControllerEntry<IBoard>(
            Boards.Contract.Path, Boards.Contract, Boards.Serializer, _ => target));
        var remote = new RemoteCallSettings(Boards.Serializer, [], Timeout.InfiniteTimeSpan, TimeProvider.System);
        var services = new CallServices(
            table, [], Boards.Serializer, new ReplayBudget(long.MaxValue), TimeProvider.System, WorkScheduler.Pool,
            NullLogger.Instance)
        { ObjectCalls = remote };
        _callee = MakeEnd(services, isOpener: false);
        _caller = MakeEnd(services, isOpener: true);
        if (!_callee.TryAttach(_down, Describe(_caller.Link)) || !_caller.TryAttach(_up, Describe(_callee.Link)))
            throw new InvalidOperationException("The ends do not fit.");
        Proxy = Boards.Contract.CreateProxy(
            new RemoteInvoker(this, new CallAddress(Boards.Contract.Path), remote));
    }

    public IBoard Proxy { get; }

    public string TargetId => "callee";

    public OutgoingCalls GetCalls() => _caller.Outgoing;

    public void Defer(IThreadPoolWorkItem work) => _work.Enqueue(work);

    /// <summary>Delivers what the caller has written, and then what the callee has answered.</summary>
    public void Deliver()
    {
        Deliver(_up, _down, _callee.Link);
        Deliver(_down, _up, _caller.Link);
    }

    public void Dispose()
    {
        _caller.Dispose();
        _callee.Dispose();
    }

    private void Deliver(PairPath from, PairPath own, Link link)
    {
        if (link.OnData(own, from.Take(), this) is { } fault) throw new InvalidOperationException(fault);
        while (_work.TryDequeue(out IThreadPoolWorkItem? item)) item.Execute();
    }

    private static LinkEnd MakeEnd(CallServices services, bool isOpener) => new(
        new CallIdentity(Guid.Empty, 1),
        new CallerIdentity("caller", "callee", null, PrincipalStamp.Anonymous),
        isOpener,
        services,
        Settings);

    private static LinkHello Describe(Link link) => link.Describe(
        LinkHelloForm.Open,
        new LinkPosition(Guid.NewGuid(), 1, 0),
        new byte[LinkHello.NonceLength],
        [Boards.Serializer.Name]);
}
