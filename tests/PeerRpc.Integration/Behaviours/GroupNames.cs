using PeerRpc.Core.Groups;

namespace PeerRpc.Integration.Behaviours;

/// <summary>What groups may be called.</summary>
public abstract class GroupNames<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    [Trait("Must", "Q-42")]
    public async Task Name_OfAnyText_IsAGroupOfItsOwn()
    {
        string[] names = ["notes/Größe der Bäume 🌳", "notes/größe der Bäume 🌳", "notes", new string('ä', 64)];
        PeerClient sender = await ConnectAsync("sender");
        foreach (string name in names)
        {
            var pad = new Pad();
            PeerGroup group = (await ServeAsync<IPad>(pad, $"member{names.IndexOf(name)}")).Group(name);
            await group.JoinAsync().WithinLimitAsync();

            await sender.Group(name).Controller<IPad>().Insert(7).WithinLimitAsync();
            await pad.UntilAsync(7);

            Assert.Equal([7], pad.Numbers);
            Assert.Equal(name, pad.Call!.Group);
            Assert.Single(await group.ListMembersAsync().WithinLimitAsync());
        }
    }

    [Fact]
    public async Task Call_BySeveralGroupsAndByNone_SaysByWhich()
    {
        var pad = new Pad();
        PeerClient member = await ServeAsync<IPad>(pad, "member");
        await member.Group("one").JoinAsync().WithinLimitAsync();
        await member.Group("two").JoinAsync().WithinLimitAsync();
        PeerClient sender = await ConnectAsync("sender");

        Assert.Equal("two", await GroupOfAsync(sender.Group("two").Controller<IPad>(), 1));
        Assert.Null(await GroupOfAsync(sender.Peer("member").Controller<IPad>(), 2));
        Assert.Equal("one", await GroupOfAsync(sender.Group("one").Controller<IPad>(), 3));

        async Task<string?> GroupOfAsync(IPad proxy, int number)
        {
            await proxy.Insert(number).WithinLimitAsync();
            await pad.UntilAsync(number);
            return pad.Call!.Group;
        }
    }

    [Theory]
    [Trait("Must", "Q-42")]
    [InlineData("", PeerErrorCode.InvalidArgument)]
    [InlineData("a\nb", PeerErrorCode.InvalidArgument)]
    [InlineData("a\u0085", PeerErrorCode.InvalidArgument)]
    [InlineData("ä", PeerErrorCode.ResourceExhausted, 65)]
    public async Task Name_ThatCannotBe_IsRefused(string part, PeerErrorCode code, int times = 1)
    {
        string name = string.Concat(Enumerable.Repeat(part, times));
        PeerClient mallory = await ConnectAsync("mallory");
        IGroupsController broker = mallory.Broker.Controller<IGroupsController>();

        await broker.JoinAsync(new GroupJoin(name, "mallory", Guid.Empty, 0, 0)).FailsAsync(code, Executed.No);
        await broker.SendAsync(new GroupMessage(name, "mallory", "/pad", "Poke", 0, [0]))
            .FailsAsync(code, Executed.No);
        await broker.MembersAsync(name).FailsAsync(code, Executed.No);
        await broker.WatchAsync(new GroupWatch(name, Guid.Empty, 0)).FailsAsync(code, Executed.No);
        Assert.Throws<ArgumentException>(() => mallory.Group(name));
    }
}
