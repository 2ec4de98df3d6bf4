namespace PeerRpc.Core.Links;

/// <summary>Which of the two ends of a link; the number is its role in a proof.</summary>
internal enum LinkSide : byte
{
    Acceptor = (byte)'A',
    Opener = (byte)'O',
}
