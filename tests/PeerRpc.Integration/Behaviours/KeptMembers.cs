using PeerRpc.Broker;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Members that never join by themselves: who compares is kept a member.</summary>
public abstract class KeptMembers<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Member_ThatNeverJoins_IsOneAndComparedWith()
    {
        SharedNumbers ann = await EnterAsync("ann");
        ann.Add(1);
        SharedNumbers ben = await EnterAsync("ben");

        await ben.UntilAsync(1);
        ben.Add(2);
        await ann.UntilAsync(2);

        Assert.Equal(
            ["ann", "ben"], (await ann.Group.ListMembersAsync().WithinLimitAsync()).Select(peer => peer.Id).Order());
    }

    [Fact]
    public async Task Member_RefusedAtALimit_IsOneWhenAPlaceIsFree()
    {
        await StartBrokerAsync(options => options.MaxMembersPerGroup = 2);
        SharedNumbers ann = await EnterAsync("ann");
        SharedNumbers ben = await EnterAsync("ben");
        ann.Add(1);
        await ben.UntilAsync(1);
        SharedNumbers cat = await StartAsync("cat");
        await cat.Group.JoinAsync().FailsAsync(PeerErrorCode.ResourceExhausted, Executed.No);

        await ben.Group.LeaveAsync().WithinLimitAsync();

        await cat.UntilAsync(1);
        cat.Add(2);
        await ann.UntilAsync(2);
    }

    [Fact]
    public async Task Member_CutOffAsSlow_IsOneAgainAndComparedWith()
    {
        await StartBrokerAsync(options =>
        {
            options.GroupRingMessages = 8;
            options.GroupOverflow = PeerGroupOverflow.Cut;
        });
        SharedNumbers ann = await EnterAsync("ann");
        SharedNumbers ben = await EnterAsync("ben");
        var gaps = new Recorder<PeerGroupGap>();
        using IDisposable missing = ann.Group.Gaps.Subscribe(gaps);
        using var held = new ManualResetEventSlim();
        var last = new Gate();
        using IDisposable reading = ann.Group.Topic<Numbered>("numbers").Subscribe(message =>
        {
            held.Wait(WaitExtensions.Limit);
            if (message.Value.Number == 0)
                last.Open();
        });
        await using var watcher = new DirectoryWatcher(ben.Group);
        await watcher.UntilAsync("ann", PeerState.Online);
        PeerTopic<Numbered> numbers = ben.Group.Topic<Numbered>("numbers");

        for (int number = 1; number <= 200; number++)
            await numbers.PublishAsync(new(number, new byte[20_000])).WithinLimitAsync();
        await watcher.UntilGoneAsync("ann");
        ben.Add(1);
        held.Set();

        await ann.UntilAsync(1);
        await watcher.UntilAsync(update => update.Peers.ContainsKey("ann"));
        await numbers.PublishAsync(new(0, [])).WithinLimitAsync();
        await last.WaitAsync();
        Assert.Contains(gaps.Items, gap => gap.Missed is null);
    }

    [Fact]
    public async Task Member_ThatLeaves_StaysAwayUntilItJoins()
    {
        SharedNumbers ann = await EnterAsync("ann");
        SharedNumbers ben = await EnterAsync("ben");
        SharedNumbers cat = await EnterAsync("cat");

        await ann.Group.LeaveAsync().WithinLimitAsync();
        // Or they would compare with her.
        await ben.UntilMemberAsync("ann", isThere: false);
        await cat.UntilMemberAsync("ann", isThere: false);
        for (int number = 1; number <= 50; number++)
            ben.Add(number);
        await cat.UntilAsync(50);
        Assert.Empty(ann.Numbers);
        Assert.Equal(
            ["ben", "cat"], (await ann.Group.ListMembersAsync().WithinLimitAsync()).Select(peer => peer.Id).Order());

        await ann.Group.JoinAsync().WithinLimitAsync();
        await ann.UntilAsync(50);
    }

    [Fact]
    public async Task Member_WhoseReconciliationIsDisposed_IsStillOne()
    {
        SharedNumbers ann = await EnterAsync("ann");
        SharedNumbers ben = await EnterAsync("ben");

        await ann.DisposeAsync().AsTask().WithinLimitAsync();
        ben.Add(1);

        await ann.UntilAsync(1);
    }

    private async Task<SharedNumbers> EnterAsync(string id)
    {
        SharedNumbers numbers = await StartAsync(id);
        await numbers.UntilMemberAsync(id);
        return numbers;
    }

    private async Task<SharedNumbers> StartAsync(string id) =>
        new(await ConnectAsync(null, options => options.PeerIds.Add(id)));
}
