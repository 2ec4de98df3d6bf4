using System.Threading.Tasks.Sources;
using PeerRpc.Core.Transports;
using Xunit;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>
/// Gives a frame at once, and the same once more on another thread, which overtakes the one that waits for it: whoever
/// awaits the second receive goes on only when an event has been set. Then it ends.
/// </summary>
internal sealed class OvertakingTransport(byte[] frame, ManualResetEventSlim until) : PeerTransport, IValueTaskSource<int>
{
    private int _receives;
    private Memory<byte> _buffer;

    public override string Description => "overtaking";

    public override ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        _buffer = buffer;
        return ++_receives switch
        {
            1 => new ValueTask<int>(Take()),
            2 => new ValueTask<int>(this, 0),
            _ => new ValueTask<int>(0),
        };
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> bytes) => default;

    public override ValueTask CloseOutputAsync() => default;

    public override void Abort()
    {
    }

    public override ValueTask DisposeAsync() => default;

    int IValueTaskSource<int>.GetResult(short token) => Take();

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => ValueTaskSourceStatus.Pending;

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        new Thread(() => continuation(state)) { IsBackground = true }.Start();
        Assert.True(until.Wait(Wire.Deadline));
    }

    private int Take()
    {
        frame.CopyTo(_buffer);
        return frame.Length;
    }
}
