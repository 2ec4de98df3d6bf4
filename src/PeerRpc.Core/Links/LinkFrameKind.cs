namespace PeerRpc.Core.Links;

/// <summary>The kinds of link frames (end to end). The numbers are the wire's; those from 16 on are counted.</summary>
internal enum LinkFrameKind : byte
{
    Hello = 1,
    Proof = 2,
    Ack = 3,
    Unknown = 4,

    Request = 16,
    Response = 17,
    Fault = 18,
    Cancel = 19,
    StreamItem = 20,
    StreamEnd = 21,
    StreamCredit = 22,
    Chunk = 23,
    ChunkCredit = 24,
    Release = 25,
}
