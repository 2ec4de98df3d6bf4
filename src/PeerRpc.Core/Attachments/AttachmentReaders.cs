using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Attachments;

/// <summary>Makes of what messages carried what their receivers get, at one end of a link.</summary>
internal sealed class AttachmentReaders(ILiveObjects objects) : IAttachmentReaders
{
    public IMessageAttachments? Read(IncomingStream[]? announced) =>
        announced is null or [] ? null : new MessageAttachments(announced, objects, this);
}
