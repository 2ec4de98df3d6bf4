namespace PeerRpc.Core.Frames;

/// <summary>A control frame that can write its body.</summary>
internal interface IWireFrame
{
    static abstract FrameKind Kind { get; }

    void Write(WireWriter writer);
}
