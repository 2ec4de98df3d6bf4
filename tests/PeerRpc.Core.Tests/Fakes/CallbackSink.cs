using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Gives frames to a test's own code.</summary>
/// <param name="onFrame">Handles a frame.</param>
/// <param name="onBatchEnd">Called behind a batch; null for nothing.</param>
internal sealed class CallbackSink(CallbackSink.FrameHandler onFrame, Action? onBatchEnd = null) : IFrameSink
{
    public delegate GoodbyeFrame? FrameHandler(FrameHeader header, ReadOnlySpan<byte> body);

    public GoodbyeFrame? OnFrame(FrameHeader header, ReadOnlySpan<byte> body) => onFrame(header, body);

    public void OnBatchEnd() => onBatchEnd?.Invoke();
}
