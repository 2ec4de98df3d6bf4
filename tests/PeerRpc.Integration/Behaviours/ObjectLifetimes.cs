using System.Runtime.CompilerServices;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Objects live for as long as somebody on the other side holds them, and no longer.</summary>
public abstract class ObjectLifetimes<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Result_ThatNobodyHoldsAnyMore_IsDisposed()
    {
        var node = new Node("a");
        await ServeAsync<INodes>(new Nodes { OnOpen = () => node });
        await UseAndForgetAsync(await CallerAsync<INodes>());

        await Collecting.UntilAsync(() => node.Disposed.IsOpen);
    }

    [Fact]
    public async Task Result_ThatIsOnlyReadFrom_IsHeld()
    {
        var producer = new Producer(int.MaxValue);
        var node = new Node("a", producer);
        await ServeAsync<INodes>(new Nodes { OnOpen = () => node });
        IAsyncEnumerator<int> items = await ReadAndForgetAsync(await CallerAsync<INodes>());

        for (int i = 0; i < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.True(await items.MoveNextAsync().WithinLimitAsync());
        }
        Assert.False(node.Disposed.IsOpen);

        await items.DisposeAsync();
        await producer.Stopped.WaitAsync();
        items = null!;
        await Collecting.UntilAsync(() => node.Disposed.IsOpen);
    }

    [Fact]
    public async Task Result_ThatIsOnlyObserved_IsHeld()
    {
        var producer = new Producer(1);
        var node = new Node("a", producer);
        await ServeAsync<INodes>(new Nodes { OnOpen = () => node });
        var first = new Gate();
        IDisposable subscription = await ObserveAndForgetAsync(
            await CallerAsync<INodes>(), new Recorder<int>(_ => first.Open()));
        await first.WaitAsync();

        for (int i = 0; i < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }
        Assert.False(node.Disposed.IsOpen);

        subscription.Dispose();
        await producer.Stopped.WaitAsync();
        await Collecting.UntilAsync(() => node.Disposed.IsOpen);
    }

    [Fact]
    public async Task Result_WhenTheCallerLeaves_IsDisposed()
    {
        var node = new Node("a");
        await ServeAsync<INodes>(new Nodes { OnOpen = () => node });
        PeerClient client = await ConnectAsync();
        INode proxy = await client.Peer("callee").Controller<INodes>().Open().WithinLimitAsync();

        await client.DisposeAsync().WithinLimitAsync();

        await node.Disposed.WaitAsync();
        await proxy.Name().FailsAsync(PeerErrorCode.PeerGone, Executed.No);
    }

    [Fact]
    public async Task Result_WhenTheCalleeLeaves_IsDisposedAndGone()
    {
        var entered = new Gate();
        var node = new Node("a")
        {
            OnAsk = async (_, token) =>
            {
                entered.Open();
                await token.FiredAsync();
                return "";
            },
        };
        PeerClient callee = await ServeAsync<INodes>(new Nodes { OnOpen = () => node });
        INode proxy = await (await CallerAsync<INodes>()).Open().WithinLimitAsync();
        Task<string> running = proxy.Ask("x");
        await entered.WaitAsync();

        await callee.DisposeAsync().WithinLimitAsync();

        await running.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        await proxy.Name().FailsAsync(PeerErrorCode.PeerGone, Executed.No);
        await node.Disposed.WaitAsync();
        await proxy.DisposeAsync().WithinLimitAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => proxy.Name());
    }

    [Fact]
    public async Task Argument_WhenTheCallerLeaves_IsGone()
    {
        var nodes = new Nodes();
        await ServeAsync<INodes>(nodes);
        var node = new Node("mine");
        PeerClient client = await ConnectAsync();
        await client.Peer("callee").Controller<INodes>().Keep(node).WithinLimitAsync();
        INode kept = await nodes.Kept.WaitAsync();

        await client.DisposeAsync().WithinLimitAsync();

        await node.Disposed.WaitAsync();
        PeerRpcException failure = await Assert.ThrowsAsync<PeerGoneException>(async () =>
        {
            while (true)
                await kept.Name().WithinLimitAsync();
        });
        Assert.Equal(PeerErrorCode.PeerGone, failure.Code);
    }

    // In methods of their own, so that no local keeps the proxies.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task UseAndForgetAsync(INodes caller)
    {
        INode proxy = await caller.Open().WithinLimitAsync();
        Assert.Equal("a", await proxy.Name().WithinLimitAsync());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<IAsyncEnumerator<int>> ReadAndForgetAsync(INodes caller)
    {
        INode proxy = await caller.Open().WithinLimitAsync();
        IAsyncEnumerator<int> items = proxy.Items().GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().WithinLimitAsync());
        return items;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<IDisposable> ObserveAndForgetAsync(INodes caller, IObserver<int> observer) =>
        (await caller.Open().WithinLimitAsync()).Values().Subscribe(observer);
}
