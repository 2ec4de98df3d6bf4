namespace PeerRpc.Core.Links;

/// <summary>Which of the four hellos it is.</summary>
internal enum LinkHelloForm : byte
{
    Open = 0,
    OpenReply = 1,
    Resume = 2,
    ResumeReply = 3,
}
