using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Tests.Connections;

/// <summary>Remembers the frames of a connection.</summary>
internal sealed class FrameRecorder : IFrameSink
{
    private readonly Lock _gate = new(); // guards _frames
    private readonly List<(FrameHeader Header, byte[] Body)> _frames = [];
    private readonly SemaphoreSlim _received = new(0);

    public (FrameHeader Header, byte[] Body)[] Frames
    {
        get
        {
            lock (_gate)
                return [.. _frames];
        }
    }

    /// <summary>What is done with each frame; returns why the connection has to be closed.</summary>
    public Func<FrameHeader, GoodbyeFrame?> OnEach { get; set; } = _ => null;

    public GoodbyeFrame? OnFrame(FrameHeader header, ReadOnlySpan<byte> body)
    {
        lock (_gate)
            _frames.Add((header, body.ToArray()));
        GoodbyeFrame? fault = OnEach(header);
        _received.Release();
        return fault;
    }

    /// <summary>What is done at the end of each batch.</summary>
    public Action AtBatchEnd { get; set; } = () => { };

    public void OnBatchEnd() => AtBatchEnd();

    /// <summary>Waits until some more frames have come.</summary>
    public async Task<bool> WaitAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!await _received.WaitAsync(Fakes.Wire.Deadline))
                return false;
        }
        return true;
    }
}
