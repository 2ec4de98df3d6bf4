using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Tests.Fakes;

/// <summary>A frame as it came.</summary>
internal sealed record ReceivedFrame(FrameHeader Header, byte[] Body)
{
    public FrameKind Kind => Header.Kind;

    public uint Label => Header.Label;
}
