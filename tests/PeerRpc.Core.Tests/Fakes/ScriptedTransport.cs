using System.Threading.Channels;
using PeerRpc.Core.Transports;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Receives what a test writes, in the pieces that it chooses, and keeps what is sent.</summary>
internal sealed class ScriptedTransport : PeerTransport
{
    private readonly Channel<ReadOnlyMemory<byte>> _input = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
    private readonly Lock _gate = new(); // guards _sent
    private readonly List<byte[]> _sent = [];
    private ReadOnlyMemory<byte> _rest;

    public override string Description => "scripted";

    /// <summary>What each send waits for.</summary>
    public Task BeforeSend { get; set; } = Task.CompletedTask;

    /// <summary>What happens during each send.</summary>
    public Action? OnSend { get; set; }

    /// <summary>What happens when each receive into a buffer is started.</summary>
    public Action? OnReceive { get; set; }

    /// <summary>How many receives have waited without a buffer.</summary>
    public int BufferlessReceives { get; private set; }

    public bool OutputClosed { get; private set; }

    public bool Aborted { get; private set; }

    public byte[][] Sends
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    public byte[] Sent => [.. Sends.SelectMany(bytes => bytes)];

    public void Feed(ReadOnlyMemory<byte> bytes) => _input.Writer.TryWrite(bytes);

    public void FeedEnd() => _input.Writer.TryComplete();

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        OnReceive?.Invoke();
        if (_rest.IsEmpty)
        {
            if (!await _input.Reader.WaitToReadAsync() || !_input.Reader.TryRead(out _rest))
                return 0;
        }
        int count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override async ValueTask<int> ReceiveAsync(IReceiveBuffer buffer)
    {
        BufferlessReceives++;
        if (_rest.IsEmpty && !await _input.Reader.WaitToReadAsync())
            return 0;
        return await ReceiveAsync(buffer.Take());
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        await BeforeSend;
        OnSend?.Invoke();
        lock (_gate)
            _sent.Add(copy);
    }

    public override ValueTask CloseOutputAsync()
    {
        OutputClosed = true;
        return default;
    }

    public override void Abort()
    {
        Aborted = true;
        _input.Writer.TryComplete(new IOException("The transport was aborted."));
    }

    public override ValueTask DisposeAsync() => default;
}
