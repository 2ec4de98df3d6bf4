using System.IO.Pipelines;
using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>Carries bytes that the receiver reads from a pipe; on the wire it is the same as a stream.</summary>
internal sealed class PipeReaderCodec : AttachmentCodec<PipeReader>
{
    // As much as one frame carries, so that one read takes one.
    private static readonly StreamPipeReaderOptions Options = new(bufferSize: 32 * 1024);

    protected override PayloadAttachment ToAttachment(PipeReader value) => new Attachment(value.AsStream());

    protected override PipeReader Take(IReceivedAttachments attachments, int index) =>
        PipeReader.Create(attachments.TakeBytes(index), Options);

    private sealed class Attachment(Stream source) : PayloadAttachment
    {
        public override TResult Accept<TResult>(IPayloadAttachmentVisitor<TResult> visitor) =>
            visitor.VisitBytes(source);
    }
}
