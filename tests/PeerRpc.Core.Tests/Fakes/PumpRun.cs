using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Transports;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>A read pump whose end can be awaited.</summary>
internal sealed class PumpRun : IReadOwner
{
    private readonly IFrameSink _sink;
    private readonly TaskCompletionSource<ReadEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PumpRun(PeerTransport transport, IFrameSink sink, DeferredWork work, TimeProvider time)
    {
        _sink = sink;
        Pump = new ReadPump(transport, this, work, time);
    }

    public ReadPump Pump { get; }

    public Task<ReadEnd> RunAsync()
    {
        Pump.Read();
        return _ended.Task;
    }

    GoodbyeFrame? IFrameSink.OnFrame(FrameHeader header, ReadOnlySpan<byte> body) => _sink.OnFrame(header, body);

    void IFrameSink.OnBatchEnd() => _sink.OnBatchEnd();

    void IReadOwner.OnReadEnd(ReadEnd end) => _ended.SetResult(end);
}
