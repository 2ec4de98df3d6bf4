using System.Net;
using System.Net.Sockets;
using System.Text;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Client.Tests;

/// <summary>What a client says that cannot connect.</summary>
public sealed class ConnectErrorTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("http://127.0.0.1/peers")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("memory://nowhere")]
    public async Task ConnectAsync_WithAnUnknownScheme_NamesThoseThatThereAre(string address)
    {
        ArgumentException failure = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => PeerClient.ConnectAsync(address));

        Assert.Contains("ws://", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_WithSomethingThatIsNoAddress_Throws() =>
        await Assert.ThrowsAnyAsync<FormatException>(() => PeerClient.ConnectAsync("not an address"));

    [Theory]
    [InlineData("ws", "/peers")]
    [InlineData("tcp", "")]
    public async Task ConnectAsync_WhereNobodyListens_IsUnavailable(string scheme, string path)
    {
        // A port that was free a moment ago.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        await FailsAsync(PeerErrorCode.Unavailable, $"{scheme}://127.0.0.1:{port}{path}");
    }

    [Fact]
    public async Task ConnectAsync_ToASocketFileThatIsNotThere_IsUnavailable() =>
        await FailsAsync(PeerErrorCode.Unavailable, $"unix:///tmp/peerrpc-{Guid.NewGuid():N}.sock");

    [Fact]
    public async Task ConnectAsync_ToAServerThatClosesAtOnce_IsUnavailable()
    {
        await using var server = FakeServer.Start(static (_, _) => Task.CompletedTask);

        await FailsAsync(PeerErrorCode.Unavailable, server.Address("tcp"));
    }

    [Fact]
    public async Task ConnectAsync_ToAServerThatSpeaksSomethingElse_IsAProtocolError()
    {
        byte[] smtp = Encoding.ASCII.GetBytes("220 mail.example.com ESMTP ready\r\n250 OK\r\n");
        await using var server = FakeServer.Start(async (stream, token) =>
        {
            await stream.WriteAsync(smtp, token);
            await stream.ReadAtLeastAsync(new byte[1024], 1, cancellationToken: token);
        });

        await FailsAsync(PeerErrorCode.ProtocolError, server.Address("tcp"));
    }

    [Theory]
    [InlineData(0, 25)]
    [InlineData(10, 10)]
    [InlineData(10, 0)]
    public async Task ConnectAsync_ToABrokerWhoseTimesMakeNoSense_IsAProtocolError(int ping, int dead)
    {
        var writer = new WireWriter();
        new WelcomeFrame(
            HelloFrame.Version, Guid.NewGuid(), "s", TimeSpan.FromSeconds(ping), TimeSpan.FromSeconds(dead),
            TimeSpan.FromSeconds(30), MaxRoutes: 16).Write(writer);
        byte[] welcome = new byte[FrameHeader.Size + writer.Written.Length];
        new FrameHeader(FrameKind.Welcome, 0, writer.Written.Length).Write(welcome);
        writer.Written.CopyTo(welcome.AsSpan(FrameHeader.Size));
        await using var server = FakeServer.Start(async (stream, token) =>
        {
            await stream.WriteAsync(welcome, token);
            await stream.ReadAtLeastAsync(new byte[1024], 1024, throwOnEndOfStream: false, token);
        });

        await FailsAsync(PeerErrorCode.ProtocolError, server.Address("tcp"));
    }

    [Theory]
    [InlineData("404 Not Found", PeerErrorCode.Unavailable)]
    [InlineData("401 Unauthorized", PeerErrorCode.Unauthenticated)]
    [InlineData("200 OK", PeerErrorCode.Unavailable)]
    public async Task ConnectAsync_ToAWebServerWithoutABroker_Fails(string status, PeerErrorCode code)
    {
        byte[] response = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var server = FakeServer.Start(async (stream, token) =>
        {
            await stream.ReadAtLeastAsync(new byte[4096], 1, cancellationToken: token);
            await stream.WriteAsync(response, token);
        });

        await FailsAsync(code, server.Address("ws"));
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task ConnectAsync_ToAServerThatSaysNothing_EndsWithTheTimeout(string scheme)
    {
        await using var server = FakeServer.Start(
            static (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, token));

        PeerRpcException failure = await FailsAsync(
            PeerErrorCode.Unavailable, server.Address(scheme), o => o.ConnectTimeout = TimeSpan.FromMilliseconds(200));

        Assert.Contains("did not answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectAsync_CancelledByItsToken_Throws()
    {
        await using var server = FakeServer.Start(
            static (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, token));
        using var source = new CancellationTokenSource();
        Task<PeerClient> connecting = PeerClient.ConnectAsync(server.Address("tcp"), null, source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(Limit));
    }

    [Fact]
    public async Task ConnectAsync_WhoseTokenCannotBeHad_SaysWhy()
    {
        PeerRpcException failure = await FailsAsync(
            PeerErrorCode.Unavailable, "tcp://127.0.0.1:1",
            o => o.AccessToken = _ => throw new InvalidOperationException("no token today"));

        Assert.IsType<InvalidOperationException>(failure.InnerException);
    }

    private static async Task<PeerRpcException> FailsAsync(
        PeerErrorCode code, string address, Action<PeerClientOptions>? configure = null)
    {
        PeerRpcException failure = await Assert.ThrowsAsync<PeerRpcException>(
            () => PeerClient.ConnectAsync(address, configure).WaitAsync(Limit));
        Assert.Equal((code, Executed.No), (failure.Code, failure.Executed));
        return failure;
    }
}
