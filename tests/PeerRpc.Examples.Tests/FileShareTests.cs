using System.Security.Cryptography;
using PeerRpc.Examples.Tests.Processes;

namespace PeerRpc.Examples.Tests;

public sealed class FileShareTests : IDisposable
{
    private const int BigBytes = 64 * 1024 * 1024;
    private const int SomeBytes = BigBytes / 2; // enough for a part that can be taken up

    private readonly string _broker = $"ws://127.0.0.1:{FreePort.Find()}/peers";
    private readonly string _root = Directory.CreateTempSubdirectory("fileshare-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task List_WithAndWithoutPeer_ShowsWhatIsThere()
    {
        Write("alice/docs/a.txt", 1500);
        Write("alice/.hidden", 10);
        await using ExampleProcess alice = await ShareAsync("alice");
        await using ExampleProcess bob = await ShareAsync("bob", "--accept-uploads");

        (int code, string sharers) = await RunAsync("list");
        (_, string files) = await RunAsync("list", "alice");

        Assert.Equal(0, code);
        Assert.Equal(["alice", "bob (takes files)"], Lines(sharers));
        Assert.EndsWith("docs/a.txt", Assert.Single(Lines(files)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_AfterASharerIsKilled_ShowsTheOthers()
    {
        await using ExampleProcess alice = await ShareAsync("alice");
        ExampleProcess bob = await ShareAsync("bob");

        await bob.DisposeAsync();

        await EventuallyAsync(async () => Lines((await RunAsync("list")).Output) is ["alice"], alice);
    }

    [Fact]
    public async Task Get_KilledOnItsWay_GoesOnWhereItStopped()
    {
        Write("alice/big", BigBytes);
        Directory.CreateDirectory(PathOf("got"));
        await using ExampleProcess alice = await ShareAsync("alice");

        await using var wire = new NarrowWire(new Uri(_broker), SomeBytes);
        ExampleProcess get = Start(wire.Address, "get", "alice", "big", "--to", PathOf("got"));
        await EventuallyAsync(() => Task.FromResult(File.Exists(PathOf("got/big.part.json"))), get);
        await get.DisposeAsync(); // SIGKILL
        Assert.False(File.Exists(PathOf("got/big")), "It was too fast to be killed on its way.");
        (int code, string output) = await RunAsync("get", "alice", "big", "--to", PathOf("got"));

        Assert.True(code == 0, output);
        Assert.DoesNotContain("64.0 MiB in", output, StringComparison.Ordinal);
        Assert.Equal(HashOf("alice/big"), HashOf("got/big"));
        Assert.Equal([PathOf("got/big")], Directory.GetFiles(PathOf("got")));
    }

    [Fact]
    public async Task Get_TwoSourcesAndOneIsKilled_ComesFromTheOther()
    {
        Write("alice/big", BigBytes);
        Write("bob/other name", BigBytes);
        await using ExampleProcess bob = await ShareAsync("bob");
        ExampleProcess alice = await ShareAsync("alice");

        await using var wire = new NarrowWire(new Uri(_broker), SomeBytes);
        await using ExampleProcess get = Start(wire.Address, "get", "alice", "big", "--to", PathOf("got"));
        await EventuallyAsync(() => Task.FromResult(File.Exists(PathOf("got/big.part.json"))), get);
        await alice.DisposeAsync(); // SIGKILL
        wire.Widen();

        Assert.True(await get.ExitAsync() == 0, get.Output);
        Assert.Equal(HashOf("bob/other name"), HashOf("got/big"));
    }

    [Theory]
    [InlineData("nobody", "file", 3, "Nobody called 'nobody' shares files here.")]
    [InlineData("alice", "no such file", 3, "alice shares no file 'no such file'.")]
    [InlineData("alice", "../secret", 3, "alice shares no file '../secret'.")]
    public async Task Get_WhatIsNotThere_SaysSo(string peer, string file, int expected, string words)
    {
        Write("secret", 10);
        Write("alice/file", 10);
        await using ExampleProcess alice = await ShareAsync("alice");

        (int code, string output) = await RunAsync("get", peer, file, "--to", PathOf("got"));

        Assert.Equal(expected, code);
        Assert.Contains($"* {words}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_Uploads_AreTakenOnlyWhereTheyAreAllowed()
    {
        Write("sent/file", 100_000);
        Write("alice/other", 10);
        await using ExampleProcess alice = await ShareAsync("alice");
        await using ExampleProcess bob = await ShareAsync("bob", "--accept-uploads");

        (int refused, string words) = await RunAsync("put", "alice", PathOf("sent/file"));
        (int taken, _) = await RunAsync("put", "bob", PathOf("sent/file"));
        string before = HashOf("sent/file");
        Write("sent/file", 100);
        (int kept, string others) = await RunAsync("put", "bob", PathOf("sent/file"), "--overwrite");

        Assert.Equal([4, 0, 4], [refused, taken, kept]);
        Assert.Contains("* alice takes no files.", words, StringComparison.Ordinal);
        Assert.Contains("* bob has another 'file'.", others, StringComparison.Ordinal);
        Assert.Equal(before, HashOf("bob/file"));
        await bob.SeesAsync("has put 'file' here.");
    }

    [Fact]
    public async Task Sync_Directory_FetchesWhatIsMissingOrDifferent()
    {
        for (int i = 0; i < 300; i++)
            Write($"alice/{i % 7}/{i}", i);
        await using ExampleProcess alice = await ShareAsync("alice");

        (int first, _) = await RunAsync("sync", "alice", PathOf("got"));
        File.Delete(PathOf("got/1/1"));
        File.WriteAllText(PathOf("got/2/2"), "something else");
        (int second, string kept) = await RunAsync("sync", "alice", PathOf("got"));
        (int third, string replaced) = await RunAsync("sync", "alice", PathOf("got"), "--overwrite");

        Assert.Equal([0, 4, 0], [first, second, third]);
        Assert.Contains("* 1 file fetched", kept, StringComparison.Ordinal);
        Assert.Contains("298 were there already", kept, StringComparison.Ordinal);
        Assert.Contains("* 1 file fetched", replaced, StringComparison.Ordinal);
        Assert.All(
            Enumerable.Range(0, 300).Select(i => $"{i % 7}/{i}"),
            path => Assert.Equal(HashOf($"alice/{path}"), HashOf($"got/{path}")));
    }

    [Theory]
    [InlineData]
    [InlineData("get", "alice")]
    [InlineData("list", "--broker", "http://127.0.0.1")]
    [InlineData("share", "no/such/directory")]
    public async Task Run_WrongCommandLine_SaysSo(params string[] arguments)
    {
        await using ExampleProcess process = ExampleProcess.Start("FileShare", arguments);

        Assert.Equal(2, await process.ExitAsync());
        Assert.Contains("Usage:", process.Output, StringComparison.Ordinal);
    }

    private static string[] Lines(string output) =>
        output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static async Task EventuallyAsync(Func<Task<bool>> condition, ExampleProcess cause)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(60))
                Assert.Fail($"What was waited for has not come about. The process has written:\n{cause.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(1));
        }
    }

    private string PathOf(string path) => Path.Combine(_root, path);

    private void Write(string path, int length)
    {
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllBytes(PathOf(path), content);
    }

    private string HashOf(string path)
    {
        using FileStream content = File.OpenRead(PathOf(path));
        return Convert.ToHexString(SHA256.HashData(content));
    }

    private ExampleProcess Start(params string[] arguments) => Start(new Uri(_broker), arguments);

    private static ExampleProcess Start(Uri broker, params string[] arguments) =>
        ExampleProcess.Start("FileShare", [.. arguments, "--broker", broker.AbsoluteUri]);

    private async Task<ExampleProcess> ShareAsync(string name, params string[] options)
    {
        Directory.CreateDirectory(PathOf(name));
        ExampleProcess share = Start(["share", PathOf(name), "--name", name, .. options]);
        await share.SeesAsync($"* {name} shares");
        return share;
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        await using ExampleProcess process = Start(arguments);
        int code = await process.ExitAsync();
        return (code, process.Output);
    }
}
