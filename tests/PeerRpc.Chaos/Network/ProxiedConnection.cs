using System.Net;
using System.Net.Sockets;

namespace PeerRpc.Chaos.Network;

/// <summary>One connection through the proxy, and what is wrong with it.</summary>
internal sealed class ProxiedConnection : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    // Both sides of PeerRpc close within two seconds when the other one has.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(3);

    private readonly Socket _client;
    private readonly Socket _broker = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new(); // guards everything below
    private TaskCompletionSource? _stalled;
    private ProxyDirection _silent;
    private ByteBudget? _budget;
    private bool _isEnding;
    private bool _isClosed;

    public ProxiedConnection(Socket client, IPEndPoint broker, ByteBudget? budget)
    {
        _client = client;
        _client.NoDelay = true;
        _broker.NoDelay = true;
        _budget = budget;
        Ended = Task.Run(() => RunAsync(broker));
    }

    /// <summary>Completes when both sockets are closed; never fails.</summary>
    public Task Ended { get; }

    /// <summary>Whether it is neither cut nor half-open.</summary>
    public bool IsLive
    {
        get
        {
            lock (_gate)
                return !_isClosed && !_isEnding && _silent == ProxyDirection.None && _broker.Connected;
        }
    }

    /// <summary>Cuts it when some more bytes have passed.</summary>
    public void CutAfter(ByteBudget budget)
    {
        lock (_gate)
            _budget = budget;
    }

    /// <summary>Passes nothing for a while, both ways.</summary>
    public void Stall(TimeSpan duration)
    {
        var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_stalled is not null)
                return;
            _stalled = stalled;
        }
        _ = ResumeAsync(stalled, duration);
    }

    /// <summary>Passes nothing any more in a direction, and tells nobody.</summary>
    public void GoSilent(ProxyDirection direction)
    {
        lock (_gate)
            _silent |= direction;
    }

    /// <summary>Ends it at once: both sides see a reset.</summary>
    public void Cut() => Close(resets: true);

    public async ValueTask DisposeAsync()
    {
        Cut();
        await Ended;
    }

    private async Task RunAsync(IPEndPoint broker)
    {
        try
        {
            await _broker.ConnectAsync(broker, _stop.Token);
            await Task.WhenAll(
                PumpAsync(_client, _broker, ProxyDirection.ToBroker),
                PumpAsync(_broker, _client, ProxyDirection.ToClient));
            // Both have said that nothing more comes, and have got everything that came before.
            Close(resets: false);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException
            or ObjectDisposedException)
        {
            // The broker is not there, one side has broken off, or the connection was cut.
        }
        finally
        {
            Cut();
        }
    }

    private async Task PumpAsync(Socket from, Socket to, ProxyDirection direction)
    {
        try
        {
            byte[] buffer = new byte[BufferBytes];
            int count;
            do
            {
                count = await from.ReceiveAsync(buffer, _stop.Token);
                await UntilLetThroughAsync(direction);
                await PassAsync(buffer.AsMemory(0, count), to);
            }
            while (count > 0);
            End(to);
        }
        catch (SocketException)
        {
            // One side has gone. The other one is told, unless nothing gets through any more.
            await UntilLetThroughAsync(direction);
            Cut();
        }
    }

    private async Task PassAsync(ReadOnlyMemory<byte> bytes, Socket to)
    {
        ByteBudget? budget;
        lock (_gate)
            budget = _budget;
        bool isSpent = false;
        int passed = budget?.Take(bytes.Length, out isSpent) ?? bytes.Length;
        for (int sent = 0; sent < passed;)
            sent += await to.SendAsync(bytes[sent..passed], _stop.Token);
        if (!isSpent)
            return;
        if (budget!.Resets)
        {
            Cut();
            return;
        }
        // What follows is read and dropped: bytes that are left unread would turn the end into a reset.
        End(_client);
        End(_broker);
    }

    // Tells one side that nothing more comes. It is to close, too; if it does not, the connection is cut.
    private void End(Socket to)
    {
        bool isFirst;
        lock (_gate)
        {
            if (_isClosed)
                return;
            isFirst = !_isEnding;
            _isEnding = true;
        }
        to.Shutdown(SocketShutdown.Send);
        if (isFirst)
            _ = CutLaterAsync();
    }

    private async Task CutLaterAsync()
    {
        await Task.Delay(LongestEnd, CancellationToken.None);
        Cut();
    }

    private async Task UntilLetThroughAsync(ProxyDirection direction)
    {
        Task? stalled;
        bool isSilent;
        lock (_gate)
        {
            stalled = _stalled?.Task;
            isSilent = _silent.HasFlag(direction);
        }
        if (isSilent)
            await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
        if (stalled is not null)
            await stalled.WaitAsync(_stop.Token);
    }

    private async Task ResumeAsync(TaskCompletionSource stalled, TimeSpan duration)
    {
        await Task.Delay(duration, CancellationToken.None);
        lock (_gate)
            _stalled = null;
        stalled.SetResult();
    }

    private void Close(bool resets)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            if (resets)
            {
                _client.LingerState = new LingerOption(true, 0);
                _broker.LingerState = new LingerOption(true, 0);
            }
            _client.Dispose();
            _broker.Dispose();
        }
        _stop.Cancel();
    }
}
