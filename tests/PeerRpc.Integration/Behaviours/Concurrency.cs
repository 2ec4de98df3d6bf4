namespace PeerRpc.Integration.Behaviours;

/// <summary>Many calls at once, and the limits on them.</summary>
public abstract class Concurrency<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task TenThousand_CallsAtOnce_AreAllAnsweredWithTheirOwn()
    {
        const int Calls = 10_000;
        await ServeAsync<IShapes>(new Shapes(slow: true));
        IShapes shapes = await CallerAsync<IShapes>();

        int[] answers = await Task.WhenAll(Enumerable.Range(0, Calls).Select(i => shapes.Add(i, 1))).WithinLimitAsync();

        Assert.Equal(Enumerable.Range(1, Calls), answers);
    }

    [Fact]
    public async Task Hundred_ClientsAtOnce_AreAllAnswered()
    {
        await ServeAsync<IShapes>(new Shapes(slow: true));
        var clients = new List<IShapes>();
        for (int i = 0; i < 100; i++)
            clients.Add(await CallerAsync<IShapes>());

        int[] answers = await Task.WhenAll(
            clients.SelectMany((shapes, i) => Enumerable.Range(0, 10).Select(j => shapes.Add(i, j))))
            .WithinLimitAsync();

        Assert.Equal(Enumerable.Range(0, 100).SelectMany(i => Enumerable.Range(0, 10).Select(j => i + j)), answers);
    }

    [Fact]
    public async Task Calls_OfOneLink_StartInTheirOrder()
    {
        const int Calls = 2_000;
        var started = new List<string>();
        await ServeAsync<IProbe>(Probe.Handling(async (text, _) =>
        {
            // Without a lock: the starts of one link never overlap.
            started.Add(text);
            await Task.Yield();
            return text;
        }));
        IProbe probe = await CallerAsync<IProbe>();
        string[] texts = [.. Enumerable.Range(0, Calls).Select(i => $"{i}")];

        await Task.WhenAll(texts.Select(text => probe.Ask(text))).WithinLimitAsync();

        Assert.Equal(texts, started);
    }

    [Fact]
    public async Task Calls_OfOneLink_RunSideBySide()
    {
        var second = new Gate();
        await ServeAsync<IProbe>(Probe.Handling(async (text, _) =>
        {
            if (text == "second")
                second.Open();
            await second.WaitAsync();
            return text;
        }));
        IProbe probe = await CallerAsync<IProbe>();

        Task<string> first = probe.Ask("first");
        await probe.Ask("second").WithinLimitAsync();

        Assert.Equal("first", await first.WithinLimitAsync());
    }

    [Fact]
    public async Task Blocking_Controller_StallsItsOwnLinkOnly()
    {
        using var end = new ManualResetEventSlim();
        var blocked = new Gate();
        await ServeAsync<IProbe>(Probe.Handling((text, _) =>
        {
            if (text == "block")
            {
                blocked.Open();
                end.Wait(WaitExtensions.Limit);
            }
            return Task.FromResult(text);
        }));
        IProbe stalled = await CallerAsync<IProbe>();
        IProbe other = await CallerAsync<IProbe>();
        Task<string> blocking = stalled.Ask("block");
        await blocked.WaitAsync();
        Task<string> behind = stalled.Ask("behind");

        Assert.Equal("other", await other.Ask("other").WithinLimitAsync());

        Assert.False(behind.IsCompleted);
        end.Set();
        Assert.Equal("block", await blocking.WithinLimitAsync());
        Assert.Equal("behind", await behind.WithinLimitAsync());
    }

    [Fact]
    public async Task Running_CallsOfOneLink_AreAsManyAsTheLimitAndNeverMore()
    {
        const int Limit = 8;
        const int Calls = 400;
        var full = new CountdownSignal(Limit);
        var end = new Gate();
        int running = 0;
        int most = 0;
        await ServeAsync<IProbe>(
            Probe.Doing(async () =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                full.Count();
                await end.WaitAsync();
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return "";
            }),
            configure: o => o.MaxCallsPerLink = Limit);
        IProbe probe = await CallerAsync<IProbe>();

        Task<string[]> all = Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => probe.Ask("x")));
        await full.WaitAsync();
        end.Open();

        Assert.Equal(Calls, (await all.WithinLimitAsync()).Length);
        Assert.Equal(Limit, most);
    }

    [Fact]
    public async Task Limit_OfOneLink_DoesNotHoldUpAnother()
    {
        var end = new Gate();
        var entered = new Gate();
        await ServeAsync<IProbe>(
            Probe.Handling(async (text, _) =>
            {
                if (text == "wait")
                {
                    entered.Open();
                    await end.WaitAsync();
                }
                return text;
            }),
            configure: o => o.MaxCallsPerLink = 1);
        IProbe full = await CallerAsync<IProbe>();
        IProbe other = await CallerAsync<IProbe>();
        Task<string> waiting = full.Ask("wait");
        await entered.WaitAsync();

        Assert.Equal("x", await other.Ask("x").WithinLimitAsync());

        end.Open();
        await waiting.WithinLimitAsync();
    }

    [Fact]
    public async Task Waiting_CallsAboveTheLimit_AreRefused()
    {
        var end = new Gate();
        var entered = new Gate();
        await ServeAsync<IProbe>(EnteredUntil(entered, end), configure: o => o.MaxCallsPerLink = 1);
        IProbe probe = await CallerAsync<IProbe>(configure: o => o.MaxWaitingCalls = 2);
        Task<string> running = probe.Ask("running");
        await entered.WaitAsync();
        Task<string>[] waiting = [probe.Ask("first"), probe.Ask("second")];

        PeerRpcException failure = await probe.Ask("third")
            .FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No, PeerErrorOrigin.Caller);

        Assert.Contains("Ask", failure.Message, StringComparison.Ordinal);
        end.Open();
        await running.WithinLimitAsync();
        Assert.Equal(["first", "second"], await Task.WhenAll(waiting).WithinLimitAsync());
    }

    [Fact]
    public async Task Waiting_BytesAboveTheLimit_AreRefused()
    {
        var end = new Gate();
        var entered = new Gate();
        await ServeAsync<IProbe>(EnteredUntil(entered, end), configure: o => o.MaxCallsPerLink = 1);
        IProbe probe = await CallerAsync<IProbe>(configure: o => o.MaxWaitingBytes = 64 * 1024);
        Task<string> running = probe.Ask("running");
        await entered.WaitAsync();
        Task<string> waiting = probe.Ask(new string('a', 40 * 1024));

        await probe.Ask(new string('b', 40 * 1024)).FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No);

        end.Open();
        await running.WithinLimitAsync();
        await waiting.WithinLimitAsync();
        Assert.Equal("c", await probe.Ask("c").WithinLimitAsync());
    }

    [Fact]
    public async Task Small_CallsBesideLargeOnes_AreAllAnswered()
    {
        await ServeAsync<IFiles>(new Files());
        IFiles files = await CallerAsync<IFiles>();
        var content = new byte[2 * 1024 * 1024];

        Task<byte[]>[] large = [.. Enumerable.Range(0, 4).Select(_ => files.Mirror(content))];
        int[] small = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => files.Measure(new string('x', i))))
            .WithinLimitAsync();

        Assert.Equal(Enumerable.Range(0, 500), small);
        Assert.All(await Task.WhenAll(large).WithinLimitAsync(), bytes => Assert.Equal(content.Length, bytes.Length));
    }

    private static Probe EnteredUntil(Gate entered, Gate end) => Probe.Handling(async (text, _) =>
    {
        entered.Open();
        await end.WaitAsync();
        return text;
    });

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen)
        {
            int before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
