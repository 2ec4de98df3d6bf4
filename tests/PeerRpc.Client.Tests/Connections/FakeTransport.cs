using System.Threading.Channels;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Transports;
using PeerRpc.TestKit;

namespace PeerRpc.Client.Tests.Connections;

/// <summary>The client's end of a connection whose broker a test plays.</summary>
/// <param name="refusal">What the broker says instead of welcome; null for welcome.</param>
internal sealed class FakeTransport(GoodbyeFrame? refusal) : PeerTransport
{
    private readonly Channel<byte[]> _toClient = Channel.CreateUnbounded<byte[]>();
    private ReadOnlyMemory<byte> _rest;
    private bool _greeted;

    public override string Description => "fake";

    /// <summary>The goodbye of the client, when it has said one.</summary>
    public Signal<GoodbyeFrame> Goodbye { get; } = new();

    /// <summary>Open when the client has let go of the connection.</summary>
    public Gate Disposed { get; } = new();

    public void Drain(TimeSpan spread) =>
        Say(new DrainFrame(TimeSpan.FromMinutes(1), spread, "The broker is stopping."));

    public void SayGoodbye(PeerErrorCode code, TimeSpan retryAfter = default)
    {
        Say(new GoodbyeFrame(code, retryAfter, "The broker has stopped."));
        _toClient.Writer.TryComplete();
    }

    /// <summary>The connection breaks, without a word.</summary>
    public override void Abort() => _toClient.Writer.TryComplete(new IOException("The connection was reset."));

    public override async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (_rest.IsEmpty)
        {
            if (!await _toClient.Reader.WaitToReadAsync() || !_toClient.Reader.TryRead(out byte[]? bytes))
                return 0;
            _rest = bytes;
        }
        int count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!_greeted)
            Greet();
        for (ReadOnlySpan<byte> rest = bytes.Span; rest.Length > 0;)
        {
            FrameHeader header = FrameHeader.Read(rest);
            if (header.Kind == FrameKind.Goodbye
                && GoodbyeFrame.TryRead(rest.Slice(FrameHeader.Size, header.Length), out GoodbyeFrame? goodbye))
                Goodbye.Set(goodbye);
            rest = rest[(FrameHeader.Size + header.Length)..];
        }
        return default;
    }

    public override ValueTask CloseOutputAsync()
    {
        _toClient.Writer.TryComplete();
        return default;
    }

    public override ValueTask DisposeAsync()
    {
        Disposed.Open();
        return default;
    }

    private void Greet()
    {
        _greeted = true;
        if (refusal is not null)
            SayGoodbye(refusal.Code, refusal.RetryAfter);
        else
            Say(new WelcomeFrame(
                HelloFrame.Version, Guid.NewGuid(), "s", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(25),
                TimeSpan.FromSeconds(30), MaxRoutes: 16));
    }

    private void Say<TFrame>(TFrame frame)
        where TFrame : IWireFrame
    {
        var writer = new WireWriter();
        frame.Write(writer);
        byte[] bytes = new byte[FrameHeader.Size + writer.Written.Length];
        new FrameHeader(TFrame.Kind, 0, writer.Written.Length).Write(bytes);
        writer.Written.CopyTo(bytes.AsSpan(FrameHeader.Size));
        _toClient.Writer.TryWrite(bytes);
    }
}
