using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>
/// Carries a value that cannot be copied: its bytes are the number of an attachment, or nothing for null.
/// </summary>
internal abstract class AttachmentCodec<TValue> : PeerCodec<TValue>
    where TValue : class
{
    public sealed override void Write(PayloadWriter payload, TValue value)
    {
        if (value is null)
            return;
        payload.GetSpan(1)[0] = (byte)payload.Attach(ToAttachment(value));
        payload.Advance(1);
    }

    public sealed override TValue Read(ReadOnlySpan<byte> value, PayloadReader payload)
    {
        if (value.IsEmpty)
            return null!;
        if (value.Length != 1 || payload.Attachments is null)
            throw new FormatException("The value does not name an attachment of the message.");
        return Take(payload.Attachments, value[0]);
    }

    protected abstract PayloadAttachment ToAttachment(TValue value);

    protected abstract TValue Take(IReceivedAttachments attachments, int index);
}
