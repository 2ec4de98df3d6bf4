using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Behaviours;

/// <summary>What peers and brokers say of what they serve.</summary>
public abstract class Describing<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    [Trait("Must", "D-1")]
    public async Task Describe_APeer_TellsItsControllersWithAllThatCanBeCalled()
    {
        PeerClient callee = await ServeAsync<IStreams>(new Streams());
        callee.RegisterController<IDefaults>("/defaults/here", new Defaults());
        RemotePeer peer = (await ConnectAsync()).Peer("callee");

        IReadOnlyList<PeerControllerDescription> all = await peer.DescribeAsync().WithinLimitAsync();

        Assert.Equal(["/defaults/here", "/streams"], all.Select(controller => controller.Path));
        PeerMethodDescription described = Assert.Single(all[0].Methods);
        Assert.Equal(["text", "priority", "note", "colour"], described.Parameters.Select(p => p.Name));
        Assert.Equal(["String", "Int32", "String", "Colour"], described.Parameters.Select(p => p.Value.Type));
        Assert.Equal([false, true, true, true], described.Parameters.Select(p => p.IsOptional));
        Assert.Equal([null, "3", null, "5"], described.Parameters.Select(p => p.Default?.GetRawText()));
        Assert.Equal(
            [
                """{"type":"string"}""", """{"type":"integer"}""", """{"type":["string","null"]}""",
                """{"type":"integer"}""",
            ],
            described.Parameters.Select(p => p.Value.Schema?.GetRawText()));
        Assert.Equal(("Describe", "String"), (described.Name, described.Returns));
        Assert.Equal("""{"type":"string"}""", described.Result!.Schema?.GetRawText());
    }

    [Fact]
    public async Task Describe_Streams_TellsWhatTravelsHow()
    {
        await ServeAsync<IStreams>(new Streams());

        PeerControllerDescription streams = await DescribeAsync("callee");

        Assert.Equal("Items of Value Int32", Tell(streams, "Count"));
        Assert.Equal("Items of Value Int32", Tell(streams, "Values"));
        Assert.Equal("Items of Items of Value Int32", Tell(streams, "Rows"));
        Assert.Equal("Observable of Value Int32", Tell(streams, "Source"));
        Assert.Equal("Bytes Stream", Tell(streams, "ReadPipe"));
        Assert.Equal("LiveObject ICounter", Tell(streams, "OpenCounter"));
        PeerMethodDescription work = streams.Methods.Single(method => method.Name == "Work");
        Assert.Equal("Progress of Value Int32", Tell(work.Parameters[1].Value));
        PeerErrorDescription error = Assert.Single(work.Errors);
        Assert.Equal("muted", error.Name);
        Assert.Equal(
            "string", error.Schema!.Value.GetProperty("properties").GetProperty("by").GetProperty("type").GetString());

        static string Tell(object described, string? method = null) => described switch
        {
            PeerControllerDescription controller => Tell(controller.Methods.Single(m => m.Name == method).Result!),
            PeerValueDescription { Items: { } items } value => $"{value.Kind} of {Tell(items)}",
            PeerValueDescription value => $"{value.Kind} {value.Type}",
            _ => throw new ArgumentException("Not described."),
        };
    }

    [Fact]
    [Trait("Must", "D-2")]
    public async Task Describe_ByteBuffers_SaysThatTheyTravelBesideTheJson()
    {
        await ServeAsync<IFiles>(new Files());

        PeerControllerDescription files = await DescribeAsync("callee");

        JsonElement upload = files.Methods.Single(m => m.Name == "MirrorUpload").Result!.Schema!.Value
            .GetProperty("properties");
        const string Bytes = """{"type":"string","contentEncoding":"base64","x-peerrpc":"segment"}""";
        Assert.Equal(Bytes, upload.GetProperty("content").GetRawText());
        Assert.Equal(Bytes, upload.GetProperty("preview").GetRawText());
        Assert.Equal(Bytes, upload.GetProperty("parts").GetProperty("items").GetRawText());
        Assert.Equal(
            Bytes.Replace("\"string\"", """["string","null"]""", StringComparison.Ordinal),
            upload.GetProperty("signature").GetRawText());
        Assert.Equal(Bytes, files.Methods.Single(m => m.Name == "Make").Result!.Schema!.Value.GetRawText());
    }

    [Fact]
    public async Task Describe_OneWayAndIdempotentMethods_SaysSo()
    {
        await ServeAsync<IShapes>(new Shapes());

        PeerControllerDescription shapes = await DescribeAsync("callee");

        Assert.Equal(
            ["Post", "PostLightly", "Report"],
            shapes.Methods.Where(method => method.IsOneWay).Select(method => method.Name).Order());
        Assert.All(shapes.Methods, method => Assert.Equal(method.Returns == "void", method.Result is null));
        Assert.Contains(shapes.Methods, method => method.Name == "other.name");
    }

    [Fact]
    public async Task Describe_WhatIsRegisteredLaterOrNoMore_IsTrueAtThatMoment()
    {
        PeerClient callee = await ServeAsync<IProbe>(new Probe());
        RemotePeer peer = (await ConnectAsync()).Peer("callee");
        IDisposable registration = callee.RegisterController<IFiles>(new Files());

        Assert.Equal(["/files", "/probe"], await PathsAsync());
        registration.Dispose();
        Assert.Equal(["/probe"], await PathsAsync());

        async Task<IEnumerable<string>> PathsAsync() =>
            (await peer.DescribeAsync().WithinLimitAsync()).Select(controller => controller.Path);
    }

    [Fact]
    public async Task Describe_APeerThatDoesNot_FailsAndSoDoesCallingWithoutAContract()
    {
        var probe = new Probe();
        await ServeAsync<IProbe>(probe, configure: options => options.DescribesItself = false);
        RemotePeer peer = (await ConnectAsync()).Peer("callee");

        PeerRpcException failure = await peer.DescribeAsync()
            .FailsAsync(PeerErrorCode.ControllerNotFound, Executed.No, PeerErrorOrigin.CalleeRuntime);
        await peer.InvokeAsync("/probe", "Ask", JsonElement.Parse("""["x"]"""))
            .FailsAsync(PeerErrorCode.ControllerNotFound, Executed.No);

        Assert.Contains("'callee' does not describe", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, probe.Entered);
    }

    [Fact]
    public async Task Describe_APeerThatMayNotBeCalled_IsNotFound()
    {
        await StartBrokerAsync(null, builder =>
        {
            builder.Services.AddSingleton(new RulePolicy { Send = (_, id) => new(id != "callee") });
            builder.AddPolicy<RulePolicy>();
        });
        await ServeAsync<IProbe>(new Probe());
        RemotePeer peer = (await ConnectAsync()).Peer("callee");

        await peer.DescribeAsync().FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
    }

    [Fact]
    public async Task Describe_WithAFilterThatRefuses_IsRefused()
    {
        await ServeAsync<IProbe>(new Probe(), configure: options => options.IncomingFilters.Add(
            new IncomingFilter((_, _) => throw new PeerRpcException(PeerErrorCode.PermissionDenied, "No."))));
        RemotePeer peer = (await ConnectAsync()).Peer("callee");

        await peer.DescribeAsync().FailsAsync(PeerErrorCode.PermissionDenied, Executed.No);
    }

    [Fact]
    public async Task Describe_TheBroker_TellsOnlyWhatThePolicyAllows()
    {
        await StartBrokerAsync(null, builder =>
        {
            builder.Services.AddSingleton(
                new RulePolicy { CallBroker = (session, _) => new(session.PeerIds.Contains("admin")) });
            builder.Services.AddSingleton<ScopeLog>().AddScoped<ScopeMark>();
            builder.AddPolicy<RulePolicy>().AddController<IStatus, Status>();
        });
        PeerClient admin = await ConnectAsync("admin");
        PeerClient stranger = await ConnectAsync();

        Assert.Equal("/status", Assert.Single(await admin.Broker.DescribeAsync().WithinLimitAsync()).Path);
        Assert.Empty(await stranger.Broker.DescribeAsync().WithinLimitAsync());
        Assert.NotNull(await admin.Broker.InvokeAsync("/status", "Describe").WithinLimitAsync());
        await stranger.Broker.InvokeAsync("/status", "Describe")
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No);
    }

    private async Task<PeerControllerDescription> DescribeAsync(string peerId) =>
        Assert.Single(await (await ConnectAsync()).Peer(peerId).DescribeAsync().WithinLimitAsync());
}
