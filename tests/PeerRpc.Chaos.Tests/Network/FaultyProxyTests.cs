using System.Net;
using System.Net.Sockets;
using PeerRpc.Chaos.Network;

namespace PeerRpc.Chaos.Tests.Network;

/// <summary>The proxy passes bytes on, until it does what it is told to do to them.</summary>
public sealed class FaultyProxyTests : IAsyncLifetime
{
    private readonly EchoServer _server = new();
    private FaultyProxy? _proxy;
    private TcpClient? _client;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Connection_WithoutFaults_PassesAllBytes()
    {
        await ConnectAsync();
        byte[] sent = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];
        byte[] received = new byte[sent.Length];

        Task sending = _client!.GetStream().WriteAsync(sent).AsTask();
        await _client.GetStream().ReadExactlyAsync(received).WithinLimitAsync();

        await sending.WithinLimitAsync();
        Assert.Equal(sent, received);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    public async Task Connection_WithABudget_EndsBehindExactlyThatByte(int bytes)
    {
        var spent = new Gate();
        await ConnectAsync(new ByteBudget(bytes, resets: false, spent.Open));

        await _client!.GetStream().WriteAsync(new byte[20]).AsTask().WithinLimitAsync();
        int received = await ReadToTheEndAsync();

        await spent.WaitAsync();
        Assert.Equal(int.Max(0, bytes - 20), received);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public async Task Connection_WithABudgetAndAReset_MayLoseMore(int bytes)
    {
        var spent = new Gate();
        await ConnectAsync(new ByteBudget(bytes, resets: true, spent.Open));

        await _client!.GetStream().WriteAsync(new byte[20]).AsTask().WithinLimitAsync();
        int received = await ReadToTheEndAsync();

        await spent.WaitAsync();
        Assert.InRange(received, 0, int.Max(0, bytes - 20));
    }

    [Fact]
    public async Task Connection_CutLater_Ends()
    {
        await ConnectAsync();
        await EchoOneAsync();

        ProxiedConnection connection = Assert.Single(_proxy!.Live);
        connection.CutAfter(new ByteBudget(1, resets: false, () => { }));
        await _client!.GetStream().WriteAsync(new byte[10]).AsTask().WithinLimitAsync();

        Assert.Equal(0, await ReadToTheEndAsync());
        Assert.Empty(_proxy.Live);
        _client.Dispose();
        await connection.Ended.WithinLimitAsync();
    }

    [Fact]
    public async Task Connection_Stalled_GoesOnWithNothingLost()
    {
        await ConnectAsync();
        await EchoOneAsync();

        Assert.Single(_proxy!.Live).Stall(TimeSpan.FromMilliseconds(100));

        await EchoOneAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Connection_HalfOpen_SaysNothingAndStaysOpen(int direction)
    {
        await ConnectAsync();
        await EchoOneAsync();
        ProxiedConnection connection = Assert.Single(_proxy!.Live);

        connection.GoSilent((ProxyDirection)direction);
        await _client!.GetStream().WriteAsync(new byte[1]).AsTask().WithinLimitAsync();
        Task<int> reading = _client.GetStream().ReadAsync(new byte[1]).AsTask();

        // Another connection comes and goes meanwhile: what the first one does not say is not only late.
        using TcpClient other = await OpenAsync();
        await EchoOneAsync(other);
        Assert.False(reading.IsCompleted);
        Assert.False(connection.Ended.IsCompleted);
        Assert.DoesNotContain(connection, _proxy.Live);
    }

    [Fact]
    public async Task Connection_HalfOpenBothWays_DoesNotTellThatTheClientHasGone()
    {
        await ConnectAsync();
        await EchoOneAsync();
        ProxiedConnection connection = Assert.Single(_proxy!.Live);

        connection.GoSilent(ProxyDirection.Both);
        _client!.Dispose();

        using TcpClient other = await OpenAsync();
        await EchoOneAsync(other);
        Assert.False(connection.Ended.IsCompleted);
    }

    [Fact]
    public async Task Connection_WhoseClientCloses_PassesWhatTheBrokerSaysLast()
    {
        await ConnectAsync();
        await _client!.GetStream().WriteAsync(new byte[1000]).AsTask().WithinLimitAsync();

        NetworkStream stream = _client.GetStream();
        _client.Client.Shutdown(SocketShutdown.Send);

        byte[] received = new byte[1000];
        await stream.ReadExactlyAsync(received).WithinLimitAsync();
        Assert.Equal(0, await stream.ReadAsync(received).AsTask().WithinLimitAsync());
    }

    [Fact]
    public async Task Connection_ToABrokerThatIsAway_EndsAtOnce()
    {
        IPEndPoint away = _server.EndPoint;
        await _server.DisposeAsync();
        _proxy = new FaultyProxy(away);

        Assert.Equal(0, await ReadFromTheBeginningAsync());
    }

    // What is reset so soon may be over before this side has seen it open.
    private async Task<int> ReadFromTheBeginningAsync()
    {
        try
        {
            _client = await OpenAsync();
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
        return await ReadToTheEndAsync();
    }

    private async Task ConnectAsync(ByteBudget? budget = null)
    {
        _proxy = new FaultyProxy(_server.EndPoint, () => budget);
        _client = await OpenAsync();
    }

    private async Task<TcpClient> OpenAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(_proxy!.EndPoint).WithinLimitAsync();
        return client;
    }

    private Task EchoOneAsync() => EchoOneAsync(_client!);

    private static async Task EchoOneAsync(TcpClient client)
    {
        byte[] one = [42];
        await client.GetStream().WriteAsync(one).AsTask().WithinLimitAsync();
        one[0] = 0;
        await client.GetStream().ReadExactlyAsync(one).WithinLimitAsync();
        Assert.Equal(42, one[0]);
    }

    private async Task<int> ReadToTheEndAsync()
    {
        byte[] buffer = new byte[1000];
        int received = 0;
        try
        {
            while (await _client!.GetStream().ReadAsync(buffer).AsTask().WithinLimitAsync() is > 0 and int count)
                received += count;
        }
        catch (IOException)
        {
            // A reset is an end, too.
        }
        return received;
    }
}
