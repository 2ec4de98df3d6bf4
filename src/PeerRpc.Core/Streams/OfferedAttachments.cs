namespace PeerRpc.Core.Streams;

/// <summary>What a message of this side carries besides its values. Guarded by the link's gate.</summary>
/// <param name="range">Their ids.</param>
/// <param name="attachments">The attachments, in the order of their ids.</param>
internal sealed class OfferedAttachments(AttachmentRange range, Attachment[] attachments)
{
    public AttachmentRange Range => range;

    public IReadOnlyList<Attachment> Items => attachments;

    /// <summary>The message has been written as a whole: producers begin.</summary>
    public void Open()
    {
        foreach (Attachment attachment in attachments)
            attachment.Open();
    }

    /// <summary>
    /// Has work done when every report that came has been given to its progress; false if there is none to wait for.
    /// </summary>
    public bool TryWaitForReports(IThreadPoolWorkItem work) =>
        attachments.Any(attachment => attachment is IncomingStream reports && reports.TryWaitForReader(work));

    /// <summary>The message will never be written, or the call that it began has failed.</summary>
    public void Withdraw()
    {
        foreach (Attachment attachment in attachments)
            attachment.Withdraw();
    }
}
