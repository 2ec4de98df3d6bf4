namespace PeerRpc.Integration.Behaviours;

/// <summary>Calls that go to all peers that match.</summary>
public abstract class AskingAllPeers<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Call_ToAll_GivesAnAnswerOfEachAndHowTheOthersFailed()
    {
        await ServeAsync<IProbe>(new Probe(), "p.quick");
        await ServeAsync<IProbe>(Probe.Doing(() => throw new InvalidOperationException()), "p.broken");
        await ServeAsync<IProbe>(
            new Probe(async (_, _, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return "never";
            }),
            "p.stuck");
        await ConnectAsync("p.empty");
        await ServeAsync<IProbe>(new Probe(), "other");
        PeerClient client = await ConnectAsync();

        Dictionary<string, PeerAnswer<string>> answers = await client.AllPeers(new PeerFilter { IdPrefix = "p." })
            .WithDeadline(TimeSpan.FromSeconds(1))
            .CallAsync((IProbe probe, CancellationToken token) => probe.Ask("hi", cancellationToken: token))
            .ToDictionaryAsync(answer => answer.PeerId).AsTask().WithinLimitAsync();

        Assert.Equal(["p.broken", "p.empty", "p.quick", "p.stuck"], answers.Keys.Order());
        Assert.True(answers["p.quick"].HasSucceeded);
        Assert.Equal("hi", answers["p.quick"].Result);
        Assert.Equal(PeerErrorCode.Internal, answers["p.broken"].Failure?.Code);
        Assert.Equal(PeerErrorCode.ControllerNotFound, answers["p.empty"].Failure?.Code);
        Assert.Equal(PeerErrorCode.DeadlineExceeded, answers["p.stuck"].Failure?.Code);
        Assert.Throws<PeerRpcException>(() => answers["p.broken"].Result);
    }

    [Fact]
    public async Task Call_ToNobody_GivesNoAnswer() =>
        Assert.Empty(await (await ConnectAsync()).AllPeers("nothing")
            .CallAsync((IProbe probe, CancellationToken token) => probe.Ask("hi", cancellationToken: token))
            .ToArrayAsync().AsTask().WithinLimitAsync());

    [Fact]
    public async Task Call_WithLittleConcurrency_AsksSoManyAtATime()
    {
        int running = 0;
        int most = 0;
        for (int i = 0; i < 12; i++)
        {
            await ServeAsync<IProbe>(
                Probe.Doing(async () =>
                {
                    int now = Interlocked.Increment(ref running);
                    InterlockedMax(ref most, now);
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                    return "done";
                }),
                $"p.{i}");
        }
        PeerClient client = await ConnectAsync();

        PeerAnswer[] answers = await client.AllPeers(new PeerFilter { IdPrefix = "p." }).WithConcurrency(3)
            .CallAsync((IProbe probe, CancellationToken token) => (Task)probe.Ask("hi", cancellationToken: token))
            .ToArrayAsync().AsTask().WithinLimitAsync();

        Assert.Equal(12, answers.Count(answer => answer.HasSucceeded));
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Enumeration_ThatEndsEarly_CancelsWhatIsUnderWay()
    {
        var begun = new Gate();
        var cancelled = new Gate();
        await ServeAsync<IProbe>(
            new Probe(async (_, _, _) =>
            {
                await begun.WaitAsync();
                return "done";
            }),
            "p.quick");
        await ServeAsync<IProbe>(
            new Probe(async (_, _, token) =>
            {
                using CancellationTokenRegistration told = token.Register(cancelled.Open);
                begun.Open();
                await Task.Delay(Timeout.Infinite, token);
                return "never";
            }),
            "p.stuck");
        PeerClient client = await ConnectAsync();

        PeerAnswer<string> first = await client.AllPeers(new PeerFilter { IdPrefix = "p." })
            .CallAsync((IProbe probe, CancellationToken token) => probe.Ask("hi", cancellationToken: token))
            .FirstAsync().AsTask().WithinLimitAsync();

        Assert.Equal(("p.quick", "done"), (first.PeerId, first.Result));
        await cancelled.WaitAsync();
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = Volatile.Read(ref most); seen < value;)
        {
            int before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
