using PeerRpc.Core.Links;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Streams;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>A call whose caller waits for a result.</summary>
/// <param name="target">The method.</param>
/// <param name="codec">Reads the result; null for a method without one.</param>
/// <param name="cancellationToken">The caller's token.</param>
internal class PendingCall<TResult>(
    CallTarget target, PeerCodec<TResult>? codec, CancellationToken cancellationToken)
    : PendingCall(target, cancellationToken)
{
    // Continuations run inline: Execute is a work item of its own, so they hold up nobody.
    private readonly TaskCompletionSource<TResult> _source = new();

    public Task<TResult> Task => _source.Task;

    protected TaskCompletionSource<TResult> Source => _source;

    protected override void Succeed(ReceivedMessage response, IncomingStream[]? announced)
    {
        TResult result;
        PayloadReader reader = PayloadReaderCache.Rent();
        IMessageAttachments? attachments = Calls!.Attachments.Read(announced);
        try
        {
            result = Read(reader, response.Bytes, attachments);
            attachments?.ReleaseUntaken();
        }
        catch (Exception exception)
        {
            // Whatever the codec or a converter throws, the call has run and its result is lost.
            attachments?.ReleaseAll();
            var unreadable = new PeerRpcException(
                PeerErrorCode.Internal,
                $"The result of {Method} could not be read: {exception.Message}",
                Executed.Yes, PeerErrorOrigin.Caller, exception)
            { CorrelationId = CorrelationId };
            FailCounted(unreadable, Calls!.Counts);
            return;
        }
        finally
        {
            PayloadReaderCache.Return(reader);
            response.Release();
        }
        CountSuccess();
        _source.TrySetResult(result);
    }

    protected override void Fail(Exception error) => _source.TrySetException(error);

    private TResult Read(PayloadReader reader, ReadOnlyMemory<byte> payload, IMessageAttachments? attachments)
    {
        if (!reader.TryBegin(payload, attachments))
            throw new FormatException("The payload is malformed.");
        if (codec is null)
            return default!;
        TResult result = reader.ReadValue(codec);
        reader.EnsureAllUsed();
        return result;
    }
}
