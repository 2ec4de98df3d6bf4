using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Members that compare what they have, because what is sent to a group comes at most once.</summary>
public abstract class Reconciling<TTransport> : Outage<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Members_WhoseConnectionsAndBrokerBreakWhileTheyAdd_EndWithTheSame()
    {
        const int Steps = 12, Each = 20;
        await StartBrokerAsync(options => options.ResumeWindow = LongWindow);
        var cables = new Cable[3];
        var members = new SharedNumbers[3];
        for (int i = 0; i < 3; i++)
            members[i] = await EnterAsync($"member{i}", cables[i] = new Cable(() => Broker));

        for (int step = 0; step < Steps; step++)
        {
            Task breaking = step % 4 == 3 ? RestartBrokerAsync() : Task.CompletedTask;
            cables[step % 3].Cut();
            for (int i = 0; i < Each; i++)
            {
                for (int member = 0; member < 3; member++)
                    members[member].Add((((step * Each) + i) * 3) + member);
                await Task.Yield();
            }
            await breaking;
            // Otherwise all would be added while nobody is connected.
            if (step % 2 == 0)
                await members[(step + 1) % 3].UntilAsync((step + 1) * Each * 3);
        }

        foreach (SharedNumbers member in members)
            await member.UntilAsync(Steps * Each * 3);
        Assert.All(members, member => Assert.Equal(Enumerable.Range(0, Steps * Each * 3), member.Numbers));
        foreach (SharedNumbers member in members)
            await member.DisposeAsync().AsTask().WithinLimitAsync();
    }

    [Fact]
    public async Task Member_ThatComesLate_GetsWhatIsThereAlsoOfThoseWhoAreGone()
    {
        SharedNumbers ann = await EnterAsync("ann");
        SharedNumbers ben = await EnterAsync("ben");
        for (int number = 0; number < 50; number++)
            ann.Add(number);
        await ben.UntilAsync(50);
        await ann.DisposeAsync().AsTask().WithinLimitAsync();
        await Clients[^2].DisposeAsync().AsTask().WithinLimitAsync();

        SharedNumbers cat = await EnterAsync("cat");
        cat.Add(50);

        await Task.WhenAll(cat.UntilAsync(51), ben.UntilAsync(51));
        Assert.Equal(Enumerable.Range(0, 51), cat.Numbers);
        Assert.Equal(Enumerable.Range(0, 51), ben.Numbers);
    }

    [Fact]
    public async Task Send_ThatFailsAndThatNobodyAwaits_IsMadeUpFor()
    {
        bool isDenied = false;
        await StartBrokerAsync(null, builder =>
        {
            builder.Services.AddSingleton(new RulePolicy { SendToGroup = (_, _) => new(!Volatile.Read(ref isDenied)) });
            builder.AddPolicy<RulePolicy>();
        });
        SharedNumbers ann = await EnterAsync("ann");
        SharedNumbers ben = await EnterAsync("ben");
        ben.Add(0);
        await ann.UntilAsync(1);

        Volatile.Write(ref isDenied, true);
        for (int number = 1; number <= 20; number++)
            ann.Add(number);

        await ben.UntilAsync(21);
        Assert.Equal(Enumerable.Range(0, 21), ben.Numbers);
    }

    [Fact]
    public async Task Learnt_ByComparing_ReachesAThirdAfterItsAuthorIsGone()
    {
        await StartBrokerAsync(options => options.ResumeWindow = ShortWindow);
        var cable = new Cable(() => Broker);
        SharedNumbers ann = await EnterAsync("ann", cable);
        SharedNumbers ben = await EnterAsync("ben");
        SharedNumbers cat = await EnterAsync("cat");
        cable.Pull();
        ann.Add(1);
        ben.Add(2);
        await cat.UntilAsync(1);

        cable.Plug();
        await Task.WhenAny(ben.UntilAsync(2), cat.UntilAsync(2)).WithinLimitAsync();
        cable.Pull();

        await Task.WhenAll(ben.UntilAsync(2), cat.UntilAsync(2));
        Assert.Equal([1, 2], ben.Numbers);
        Assert.Equal([1, 2], cat.Numbers);
    }

    [Fact]
    public async Task Dispose_OfTheClient_EndsIt()
    {
        SharedNumbers ann = await EnterAsync("ann");
        SharedNumbers ben = await EnterAsync("ben");
        ann.Add(1);
        await ben.UntilAsync(1);

        await Clients[^1].DisposeAsync().AsTask().WithinLimitAsync();
        ben.Add(2);

        await ben.DisposeAsync().AsTask().WithinLimitAsync();
        Assert.Equal([1], ann.Numbers);
    }

    private async Task<SharedNumbers> EnterAsync(string id, Cable? cable = null)
    {
        PeerClient client = await ConnectAsync(
            null, Over(cable ?? new Cable(() => Broker), options => options.PeerIds.Add(id)));
        var numbers = new SharedNumbers(client);
        await numbers.UntilMemberAsync(id);
        return numbers;
    }
}
