using PeerRpc.Examples.Tests.Processes;

namespace PeerRpc.Examples.Tests;

public class ChatTests
{
    private readonly string _broker = $"ws://127.0.0.1:{FreePort.Find()}/peers";

    [Fact]
    public async Task Chat_ThreeParties_EveryoneHearsWhatIsMeantForThem()
    {
        await using ExampleProcess alice = await JoinAsync("alice");
        await using ExampleProcess bob = await JoinAsync("bob");
        await using ExampleProcess carol = await JoinAsync("carol");
        await alice.SeesAsync("* carol has joined.");

        await carol.TypeAsync("hello everyone");
        await alice.SeesAsync("carol: hello everyone");
        await bob.SeesAsync("carol: hello everyone");
        await bob.TypeAsync("@alice just for you");
        await alice.SeesAsync("bob (to you): just for you");
        await alice.TypeAsync("@nobody are you there?");
        await alice.SeesAsync("* Nobody here is called 'nobody'.");
        await alice.TypeAsync("/who");
        await alice.SeesAsync("* Here: alice, bob, carol.");

        await carol.TypeAsync("/quit");
        Assert.Equal(0, await carol.ExitAsync());
        await bob.SeesAsync("* carol has left.");
        Assert.DoesNotContain("just for you", carol.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_PipedInput_LeavesAfterEverythingIsDelivered()
    {
        await using ExampleProcess alice = await JoinAsync("alice");
        await using ExampleProcess bob = await JoinAsync("bob");

        for (int i = 1; i <= 50; i++)
            await bob.TypeAsync($"line {i}");
        bob.EndInput();

        Assert.Equal(0, await bob.ExitAsync());
        await alice.SeesAsync("* bob has left.");
        string[] heard =
            [.. alice.Output.Split(Environment.NewLine).Where(line => line.StartsWith("bob: ", StringComparison.Ordinal))];
        Assert.Equal(Enumerable.Range(1, 50).Select(i => $"bob: line {i}"), heard);
    }

    [Fact]
    public async Task Chat_Interrupted_LeavesAndTellsTheOthers()
    {
        await using ExampleProcess alice = await JoinAsync("alice");
        await using ExampleProcess bob = await JoinAsync("bob");

        await bob.InterruptAsync();

        Assert.Equal(0, await bob.ExitAsync());
        await alice.SeesAsync("* bob has left.");
    }

    [Fact]
    public async Task Chat_HostLeaves_TheOthersSaySoAndFail()
    {
        await using ExampleProcess alice = await JoinAsync("alice");
        await using ExampleProcess bob = await JoinAsync("bob");

        await alice.TypeAsync("/quit");

        Assert.Equal(0, await alice.ExitAsync());
        Assert.Equal(1, await bob.ExitAsync());
        Assert.Contains("* The broker is gone, and the chat with it.", bob.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_NameIsTaken_SaysSoAndFails()
    {
        await using ExampleProcess alice = await JoinAsync("alice");
        await using ExampleProcess other = ExampleProcess.Start("Chat", "--name", "alice", "--broker", _broker);

        Assert.Equal(1, await other.ExitAsync());
        Assert.Contains("Somebody is called 'alice' already.", other.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a name", "will not do as a name")]
    [InlineData("", "Usage:")]
    public async Task Chat_NameIsWrong_SaysSoAndFails(string name, string expected)
    {
        await using ExampleProcess chat = ExampleProcess.Start("Chat", "--name", name, "--broker", _broker);

        Assert.NotEqual(0, await chat.ExitAsync());
        Assert.Contains(expected, chat.Output, StringComparison.Ordinal);
    }

    private async Task<ExampleProcess> JoinAsync(string name)
    {
        ExampleProcess member = ExampleProcess.Start("Chat", "--name", name, "--broker", _broker);
        await member.SeesAsync($"* You are {name}");
        return member;
    }
}
