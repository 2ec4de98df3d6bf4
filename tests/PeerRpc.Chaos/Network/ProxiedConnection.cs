using System.Net;
using System.Net.Sockets;

namespace PeerRpc.Chaos.Network;

/// <summary>One connection through the proxy, and what is wrong with it.</summary>
internal sealed class ProxiedConnection : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly Socket _client;
    private readonly Socket _broker = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new(); // guards everything below
    private TaskCompletionSource? _stalled;
    private ProxyDirection _silent;
    private ByteBudget? _budget;
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
                return !_isClosed && _silent == ProxyDirection.None && _broker.Connected;
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

    /// <summary>Ends it at once.</summary>
    /// <param name="reset">Whether both sides see a reset, by which bytes that are under way may be lost.</param>
    public void Cut(bool reset)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
        }
        if (reset)
        {
            _client.LingerState = new LingerOption(true, 0);
            _broker.LingerState = new LingerOption(true, 0);
        }
        _client.Dispose();
        _broker.Dispose();
        _stop.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        Cut(reset: true);
        await Ended;
    }

    private async Task RunAsync(IPEndPoint broker)
    {
        try
        {
            await _broker.ConnectAsync(broker, _stop.Token);
            await await Task.WhenAny(
                PumpAsync(_client, _broker, ProxyDirection.ToBroker),
                PumpAsync(_broker, _client, ProxyDirection.ToClient));
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // The broker is not there, or the connection was cut.
        }
        finally
        {
            Cut(reset: false);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, ProxyDirection direction)
    {
        try
        {
            byte[] buffer = new byte[BufferBytes];
            bool goesOn = true;
            while (goesOn)
            {
                int count = await from.ReceiveAsync(buffer, _stop.Token);
                await UntilLetThroughAsync(direction);
                goesOn = count > 0 && await PassAsync(buffer.AsMemory(0, count), to);
            }
        }
        catch (SocketException)
        {
            // One side has gone. The other one is told, unless nothing gets through any more.
            await UntilLetThroughAsync(direction);
        }
    }

    private async Task<bool> PassAsync(ReadOnlyMemory<byte> bytes, Socket to)
    {
        int passed = Take(bytes.Length, out bool isSpent);
        for (int sent = 0; sent < passed;)
            sent += await to.SendAsync(bytes[sent..passed], _stop.Token);
        if (isSpent)
            Cut(reset: passed % 2 == 0);
        return !isSpent;
    }

    private static bool IsEnd(Exception exception) =>
        exception is SocketException or OperationCanceledException or ObjectDisposedException;

    private int Take(int count, out bool isSpent)
    {
        ByteBudget? budget;
        lock (_gate)
            budget = _budget;
        isSpent = false;
        return budget?.Take(count, out isSpent) ?? count;
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
}
