using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Remembers the counted frames of a link.</summary>
internal sealed class RecordingSink : ILinkSink
{
    private readonly List<ReceivedMessage> _kept = [];

    public List<(LinkFrameKind Kind, byte[] Body)> Frames { get; } = [];

    /// <summary>What the next frames are said to break.</summary>
    public string? Fault { get; set; }

    /// <summary>Whether messages that came in chunks are kept until a test releases them.</summary>
    public bool Keeps { get; set; }

    public string? OnFrame(LinkFrameKind kind, ReadOnlySpan<byte> body, ReceivedMessage? whole, IWorkSink after)
    {
        Frames.Add((kind, body.ToArray()));
        if (whole is { } message && Keeps)
            _kept.Add(message);
        else
            whole?.Release();
        return Fault;
    }

    public void ReleaseKept()
    {
        foreach (ReceivedMessage message in _kept)
            message.Release();
        _kept.Clear();
    }
}
