namespace PeerRpc.Core.Frames;

/// <summary>Sizes that both ends of the protocol know without asking.</summary>
internal static class WireLimits
{
    /// <summary>A whole connection frame, header included, once the handshake is done.</summary>
    public const int Frame = 64 * 1024;

    /// <summary>A whole connection frame during the handshake: all that an unknown client may make us hold.</summary>
    public const int HandshakeFrame = 8 * 1024;

    /// <summary>A whole link frame; leaves room for the connection frame's header.</summary>
    public const int LinkFrame = Frame - FrameHeader.Size;

    /// <summary>
    /// Link frames of one link are gathered into one data frame up to this size, to keep turns short.
    /// </summary>
    public const int GatheredData = 16 * 1024;

    /// <summary>A peer id, a controller path or a method name, in bytes of UTF-8.</summary>
    public const int Name = 128;

    /// <summary>A message for people, in bytes of UTF-8; a longer one is cut by its sender.</summary>
    public const int Message = 4 * 1024;
}
