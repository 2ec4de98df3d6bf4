using System.Text.Json;

namespace PeerRpc.Integration.Behaviours;

/// <summary>Calls without the contract.</summary>
public abstract class DynamicCalls<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Theory]
    [InlineData("""["a"]""", "a 3 - Green")]
    [InlineData("""["a",5,"n",0]""", "a 5 n Red")]
    [InlineData("""{"text":"a"}""", "a 3 - Green")]
    [InlineData("""{"note":"n","text":"a"}""", "a 3 n Green")]
    [InlineData("""{"colour":0,"text":"a"}""", "a 3 - Red")]
    public async Task Invoke_WithArgumentsByPositionOrName_IsLikeACallOfTheProxy(string arguments, string expected)
    {
        await ServeAsync<IDefaults>(new Defaults());
        RemotePeer peer = (await ConnectAsync()).Peer("callee");

        JsonElement? result = await peer.InvokeAsync("/defaults", "Describe", Json(arguments)).WithinLimitAsync();

        Assert.Equal(expected, result?.GetString());
    }

    [Fact]
    public async Task Invoke_WithValuesOfEveryType_GivesThemBack()
    {
        await ServeAsync<IValues>(new Values());
        RemotePeer peer = (await ConnectAsync()).Peer("callee");
        (string Method, string Value)[] values =
        [
            ("Text", "\"grüße\""), ("Text", "null"), ("Number", "-7"), ("Number", "null"), ("Flag", "true"),
            ("Count", "9007199254740993"), ("Real", "0.5"), ("Money", "12.50"), ("Colour", "1"),
            ("Moment", "\"2026-01-02T03:04:05Z\""), ("Duration", "\"01:02:03\""),
            (
                "Person",
                """
                {
                  "name":"Ann","age":3,"nickname":null,
                  "parent":{"name":"Bob","age":30,"nickname":"B","parent":null}
                }
                """),
            ("Scores", """{"a b":1,"":2}"""), ("Numbers", "[1,2,3]"), ("Loose", """["a",null]"""),
        ];

        foreach ((string method, string value) in values)
        {
            JsonElement? result =
                await peer.InvokeAsync("/values", method, Json($"[{value}]")).WithinLimitAsync();
            Assert.NotNull(result);
            Assert.True(JsonElement.DeepEquals(Json(value), result.Value), $"{method} gave {result}");
        }
    }

    [Fact]
    [Trait("Must", "D-2")]
    public async Task Invoke_WithBytes_TakesAndGivesBase64()
    {
        await ServeAsync<IFiles>(new Files());
        RemotePeer peer = (await ConnectAsync()).Peer("callee");
        const string Upload =
            """{"name":"a","content":"AQI=","preview":"","signature":null,"parts":["Aw==","AQIDBA=="]}""";

        JsonElement? mirrored =
            await peer.InvokeAsync("/files", "MirrorUpload", Json($"[{Upload}]")).WithinLimitAsync();
        JsonElement? bytes =
            await peer.InvokeAsync("/files", "Mirror", Json("""{"content":"AQI="}""")).WithinLimitAsync();

        Assert.True(JsonElement.DeepEquals(Json(Upload), mirrored!.Value), mirrored.ToString());
        Assert.Equal([1, 2], bytes!.Value.GetBytesFromBase64());
        PeerRpcException failure = await peer.InvokeAsync("/files", "Mirror", Json("[17]"))
            .FailsAsync(PeerErrorCode.InvalidArgument, Executed.No);
        Assert.Contains("base64", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_WithoutAResult_GivesNull()
    {
        var shapes = new Shapes();
        await ServeAsync<IShapes>(shapes);
        RemotePeer peer = (await ConnectAsync()).Peer("callee");

        Assert.Null(await peer.InvokeAsync("/shapes", "Touch", Json("""["a"]""")).WithinLimitAsync());
        Assert.Equal("a", await shapes.NextAsync());
        Assert.Null(await peer.InvokeAsync("/shapes", "Report", Json("""["b"]""")).WithinLimitAsync());
        Assert.Equal("b", await shapes.NextAsync());
        JsonElement? named = await peer.InvokeAsync("/shapes", "other.name", Json("[4]")).WithinLimitAsync();
        Assert.Equal("number 4", named?.GetString());
    }

    [Theory]
    [InlineData("/probe", "Ask", "[]", PeerErrorCode.InvalidArgument, "'text' is missing")]
    [InlineData("/probe", "Ask", "{}", PeerErrorCode.InvalidArgument, "'text' is missing")]
    [InlineData("/probe", "Ask", """["a","b"]""", PeerErrorCode.InvalidArgument, "too many")]
    [InlineData("/probe", "Ask", """{"text":"a","x":1}""", PeerErrorCode.InvalidArgument, "'x'")]
    [InlineData("/probe", "Ask", "\"a\"", PeerErrorCode.InvalidArgument, "by position")]
    [InlineData("/probe", "Ask", "[4]", PeerErrorCode.InvalidArgument, "'text'")]
    [InlineData("/probe", "Tell", """["a"]""", PeerErrorCode.MethodNotFound, "it has Ask")]
    [InlineData("/other", "Ask", """["a"]""", PeerErrorCode.ControllerNotFound, "'/other'")]
    public async Task Invoke_ThatDoesNotFit_FailsWithoutHavingRun(
        string path, string method, string arguments, PeerErrorCode code, string reason)
    {
        var probe = new Probe();
        await ServeAsync<IProbe>(probe);
        RemotePeer peer = (await ConnectAsync()).Peer("callee");

        PeerRpcException failure =
            await peer.InvokeAsync(path, method, Json(arguments)).FailsAsync(code, Executed.No);

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, probe.Entered);
    }

    [Fact]
    public async Task Invoke_ThatFails_FailsAsThroughTheProxy()
    {
        var started = new Gate();
        await ServeAsync<IRoom>(new Room(() => new PeerApplicationException<Muted>(new Muted("ann", default))));
        await ServeAsync<IProbe>(
            new Probe(async (text, _, token) =>
            {
                if (text == "wait")
                {
                    started.Open();
                    await Task.Delay(Timeout.Infinite, token);
                }
                throw new InvalidOperationException("secret");
            }),
            "probe");
        PeerClient client = await ConnectAsync();
        RemotePeer probe = client.Peer("probe");
        using var stop = new CancellationTokenSource();

        var declared = (PeerApplicationException)await client.Peer("callee")
            .InvokeAsync("/room", "Say", Json("""["x"]"""))
            .FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes);
        Assert.Equal("room.muted", declared.ErrorCode);
        PeerRpcException undeclared = await probe.InvokeAsync("/probe", "Ask", Json("""["x"]"""))
            .FailsAsync(PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.CalleeCode);
        Assert.DoesNotContain("secret", undeclared.Message, StringComparison.Ordinal);
        Task<JsonElement?> cancelled = probe.InvokeAsync("/probe", "Ask", Json("""["wait"]"""), stop.Token);
        await started.WaitAsync();
        await stop.CancelAsync();
        await cancelled.IsCancelledAsync(Executed.Maybe);
        PeerRpcException late = await Assert.ThrowsAsync<PeerDeadlineExceededException>(
            probe.WithDeadline(TimeSpan.FromMilliseconds(200))
                .InvokeAsync("/probe", "Ask", Json("""["wait"]""")).WithinLimitAsync);
        Assert.Equal(PeerErrorCode.DeadlineExceeded, late.Code);
        await client.Peer("nobody").InvokeAsync("/x", "Y").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
    }

    [Fact]
    public async Task Invoke_ThroughFilters_ShowsThemTheCall()
    {
        List<string> seen = [];
        await ServeAsync<IDefaults>(new Defaults());
        PeerClient client = await ConnectAsync(null, options => options.OutgoingFilters.Add(
            new OutgoingFilter(async (context, next) =>
            {
                await next();
                seen.Add($"{context.Controller} {context.Method} {context.Arguments[0]} {context.Result}");
            })));

        await client.Peer("callee").InvokeAsync("/defaults", "Describe", Json("""["a"]""")).WithinLimitAsync();

        Assert.Equal(["/defaults Describe a a 3 - Green"], seen);
    }

    [Fact]
    public async Task InvokeStream_GivesTheItems()
    {
        await ServeAsync<IStreams>(new Streams());
        RemotePeer peer = (await ConnectAsync()).Peer("callee");

        Assert.Equal(["0", "1", "2"], await ReadAsync("Count", "[3]"));
        Assert.Equal(["0", "1", "2", "3"], await ReadAsync("Range", """{"count":4}"""));
        Assert.Equal(["0", "1"], await ReadAsync("CountLater", "[2]"));
        string[] blocks = await ReadAsync("Blocks", "[2,4]");
        Assert.Equal([Bytes.Make(4, 0), Bytes.Make(4, 1)], blocks.Select(Convert.FromBase64String));

        async Task<string[]> ReadAsync(string method, string arguments)
        {
            var recorder = new Recorder<JsonElement>();
            await recorder.ReadAsync(peer.InvokeStreamAsync("/streams", method, Json(arguments))).WithinLimitAsync();
            Assert.Null(await recorder.EndAsync());
            return [.. recorder.Items.Select(item => item.ToString())];
        }
    }

    [Fact]
    public async Task Invoke_OfWhatJsonCannotCarry_SaysSoBeforeAnythingIsSent()
    {
        await ServeAsync<IStreams>(new Streams());
        RemotePeer peer = (await ConnectAsync()).Peer("callee");

        await RefusesAsync("Count", "[3]", "InvokeStreamAsync");
        await RefusesAsync("Read", "[3]", "Bytes");
        await RefusesAsync("OpenCounter", "[3]", "LiveObject");
        await RefusesAsync("Source", "[]", "Observable");
        await RefusesAsync("Sum", "[]", "'numbers' is no value but Items");
        await RefusesAsync("Work", "[1,2]", "'progress' is no value but Progress");
        Assert.Equal("done", (await InvokeAsync("Work", "[1]"))?.GetString());
        Assert.Equal("done", (await InvokeAsync("Work", "[1,null]"))?.GetString());
        NotSupportedException failure = await Assert.ThrowsAsync<NotSupportedException>(
            () => peer.InvokeStreamAsync("/streams", "Work", Json("[1]")).FirstAsync().AsTask().WithinLimitAsync());
        Assert.Contains("InvokeAsync", failure.Message, StringComparison.Ordinal);

        Task<JsonElement?> InvokeAsync(string method, string arguments) =>
            peer.InvokeAsync("/streams", method, Json(arguments)).WithinLimitAsync();

        async Task RefusesAsync(string method, string arguments, string reason)
        {
            NotSupportedException refused =
                await Assert.ThrowsAsync<NotSupportedException>(() => InvokeAsync(method, arguments));
            Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Invoke_OfAControllerThatHasChanged_AsksForItsDescriptionAgain()
    {
        PeerClient callee = await ConnectAsync("callee");
        IDisposable before = callee.RegisterController<IStoreBefore>(new StoreBefore());
        RemotePeer peer = (await ConnectAsync()).Peer("callee");
        await peer.InvokeAsync("/store", "Weigh", Json("""["a"]""")).WithinLimitAsync();

        before.Dispose();
        callee.RegisterController<IStoreAfter>(new StoreAfter());

        Assert.NotNull(await peer.InvokeAsync("/store", "Weigh", Json("[4]")).WithinLimitAsync());
        Assert.NotNull(await peer.InvokeAsync("/store", "Rename", Json("""["a","b"]""")).WithinLimitAsync());
        Assert.NotNull(await peer.InvokeAsync("/store", "Drop", Json("""["a"]""")).WithinLimitAsync());
    }

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
