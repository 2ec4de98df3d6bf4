namespace PeerRpc.Core.Streams;

/// <summary>Makes of what a message carried what its receiver gets.</summary>
internal interface IAttachmentReaders
{
    /// <summary>The attachments of one message.</summary>
    /// <param name="announced">As they were announced; null or empty for none.</param>
    /// <returns>Null if there are none.</returns>
    IMessageAttachments? Read(IncomingStream[]? announced);
}
