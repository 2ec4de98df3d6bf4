namespace PeerRpc.Integration.Behaviours;

/// <summary>What values come back as they went.</summary>
public abstract class Payloads<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private const int MiB = 1024 * 1024;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("héllo \ud83d\ude00 \"quoted\" \\ \u0000 </script>")]
    public async Task Text_AnyOrNone_ComesBack(string? text)
    {
        IValues values = await ValuesAsync();

        Assert.Equal(text, await values.Text(text).WithinLimitAsync());
    }

    [Fact]
    public async Task Simple_ValuesOfEveryType_ComeBack()
    {
        IValues values = await ValuesAsync();
        var id = Guid.NewGuid();
        var moment = new DateTime(2026, 3, 29, 2, 30, 0, 123, DateTimeKind.Utc);
        var offset = new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(5.5));

        Assert.Equal(7, await values.Number(7).WithinLimitAsync());
        Assert.Null(await values.Number(null).WithinLimitAsync());
        Assert.True(await values.Flag(true).WithinLimitAsync());
        Assert.Equal(long.MinValue, await values.Count(long.MinValue).WithinLimitAsync());
        Assert.Equal(double.Epsilon, await values.Real(double.Epsilon).WithinLimitAsync());
        Assert.Equal(decimal.MaxValue, await values.Money(decimal.MaxValue).WithinLimitAsync());
        Assert.Equal('ß', await values.Letter('ß').WithinLimitAsync());
        Assert.Equal(Colour.Green, await values.Colour(Colour.Green).WithinLimitAsync());
        Assert.Equal(id, await values.Id(id).WithinLimitAsync());
        Assert.Equal(moment, await values.Moment(moment).WithinLimitAsync());
        Assert.Equal(DateTimeKind.Utc, (await values.Moment(moment).WithinLimitAsync()).Kind);
        Assert.Equal(offset, await values.MomentWithOffset(offset).WithinLimitAsync());
        Assert.Equal(offset.Offset, (await values.MomentWithOffset(offset).WithinLimitAsync()).Offset);
        Assert.Equal(TimeSpan.FromTicks(1), await values.Duration(TimeSpan.FromTicks(1)).WithinLimitAsync());
    }

    [Fact]
    public async Task Records_NestedAndNone_ComeBack()
    {
        IValues values = await ValuesAsync();
        var person = new Person("Ann", 30, "A", new Person("Bea", 60));

        Assert.Equal(person, await values.Person(person).WithinLimitAsync());
        Assert.Null(await values.Person(null).WithinLimitAsync());
    }

    [Fact]
    public async Task Collections_FilledAndEmpty_ComeBack()
    {
        IValues values = await ValuesAsync();
        Person[] people = [new("Ann", 30), new("Bea", 60)];

        Assert.Equal(people, await values.People(people).WithinLimitAsync());
        Assert.Empty(await values.People([]).WithinLimitAsync());
        Assert.Equal((int[])[1, 2, 3], await values.Numbers([1, 2, 3]).WithinLimitAsync());
        Assert.Equal([null, "a"], await values.Loose([null, "a"]).WithinLimitAsync());
        Assert.Equal(
            new Dictionary<string, int> { ["a"] = 1 },
            await values.Scores(new Dictionary<string, int> { ["a"] = 1 }).WithinLimitAsync());
    }

    [Fact]
    public async Task Object_WithMembersOfManyTypes_ComesBack()
    {
        IValues values = await ValuesAsync();
        var sent = new Everything
        {
            Name = "all",
            Number = null,
            Colour = Colour.Green,
            Id = Guid.NewGuid(),
            At = DateTimeOffset.UnixEpoch,
            Took = TimeSpan.FromMinutes(1),
            People = [new Person("Ann", 30)],
            Scores = new Dictionary<string, int[]> { ["x"] = [1, 2] },
            Content = [1, 2, 3],
        };

        Everything received = await values.All(sent).WithinLimitAsync();

        Assert.Equivalent(sent, received, strict: true);
    }

    [Fact]
    public async Task Defaults_LeftOutOrGiven_ReachTheMethod()
    {
        await ServeAsync<IDefaults>(new Defaults());
        IDefaults defaults = await CallerAsync<IDefaults>();

        Assert.Equal("a 3 - Green", await defaults.Describe("a").WithinLimitAsync());
        Assert.Equal("a 4 - Green", await defaults.Describe("a", 4).WithinLimitAsync());
        Assert.Equal("a 3 n Green", await defaults.Describe("a", note: "n").WithinLimitAsync());
        Assert.Equal("a 3 - Red", await defaults.Describe("a", colour: Colour.Red).WithinLimitAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32 * 1024)]
    [InlineData(64 * 1024)]
    [InlineData(MiB)]
    public async Task Bytes_OfAnySize_ComeBack(int length)
    {
        IFiles files = await FilesAsync();
        byte[] content = MakeBytes(length);

        Assert.Equal(content, await files.Mirror(content).WithinLimitAsync());
        Assert.Equal(content, (await files.MirrorMemory(content).WithinLimitAsync()).ToArray());
    }

    [Fact]
    public async Task Bytes_AroundTheSizeOfAFrame_ComeBack()
    {
        IFiles files = await FilesAsync();
        foreach (int edge in (int[])[16 * 1024, 32 * 1024, 64 * 1024])
        {
            for (int length = edge - 64; length <= edge + 8; length++)
            {
                byte[] content = MakeBytes(length);
                Assert.Equal(content, await files.Mirror(content).WithinLimitAsync());
            }
        }
    }

    [Fact]
    public async Task Bytes_SeveralInOneValue_ComeBackEachInItsPlace()
    {
        IFiles files = await FilesAsync();
        var sent = new Upload("u", MakeBytes(MiB), MakeBytes(100), null, [MakeBytes(1), [], MakeBytes(70_000)]);

        Upload received = await files.MirrorUpload(sent).WithinLimitAsync();

        Assert.Equal(sent.Content, received.Content);
        Assert.True(sent.Preview.Span.SequenceEqual(received.Preview.Span));
        Assert.Null(received.Signature);
        Assert.Equal(sent.Parts, received.Parts);
    }

    [Fact]
    public async Task Message_JustBelowTheLimit_ComesBack()
    {
        IFiles files = await FilesAsync(o => o.MaxMessageBytes = MiB);

        Assert.Equal(MiB - 200, await files.Measure(new string('x', MiB - 200)).WithinLimitAsync());
    }

    [Fact]
    public async Task Arguments_AboveTheCalleesLimit_FailBeforeTheyAreSent()
    {
        IFiles files = await FilesAsync(o => o.MaxMessageBytes = MiB);

        PeerRpcException failure = await files.Mirror(new byte[MiB + 1])
            .FailsAsync(PeerErrorCode.InvalidArgument, Executed.No, PeerErrorOrigin.Caller);

        Assert.Contains("Mirror", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{MiB}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, await files.Measure("abc").WithinLimitAsync());
    }

    [Fact]
    public async Task Result_AboveTheCallersLimit_FailsAfterTheCallRan()
    {
        await ServeAsync<IFiles>(new Files());
        IFiles files = await CallerAsync<IFiles>(configure: o => o.MaxMessageBytes = MiB);

        PeerRpcException failure = await files.Make(MiB + 1)
            .FailsAsync(PeerErrorCode.ResourceExhausted, Executed.Yes, PeerErrorOrigin.CalleeRuntime);

        Assert.Contains($"{MiB}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(MiB / 2, (await files.Make(MiB / 2).WithinLimitAsync()).Length);
    }

    [Fact]
    public async Task Large_MessagesBothWaysAtOnce_AllComeBack()
    {
        IFiles files = await FilesAsync();
        byte[] content = MakeBytes(MiB);

        byte[][] received = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => files.Mirror(content)))
            .WithinLimitAsync();

        Assert.All(received, bytes => Assert.True(content.AsSpan().SequenceEqual(bytes)));
    }

    [Fact]
    public async Task Arguments_ChangedAfterTheCallWasMade_ArriveAsTheyWere()
    {
        IFiles files = await FilesAsync();
        byte[] content = MakeBytes(100_000);
        byte[] before = [.. content];

        Task<byte[]> call = files.Mirror(content);
        Array.Clear(content);

        Assert.Equal(before, await call.WithinLimitAsync());
    }

    private static byte[] MakeBytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private async Task<IValues> ValuesAsync()
    {
        await ServeAsync<IValues>(new Values());
        return await CallerAsync<IValues>();
    }

    private async Task<IFiles> FilesAsync(Action<PeerClientOptions>? configureCallee = null)
    {
        await ServeAsync<IFiles>(new Files(), configure: configureCallee);
        return await CallerAsync<IFiles>();
    }
}
