using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Calls;

/// <summary>A call whose caller only waits until it has been accepted into the link's window.</summary>
internal sealed class OneWayCall(CallTarget target, CancellationToken cancellationToken)
    : PendingCall(target, cancellationToken)
{
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _source.Task;

    // The token cancels the waiting; a call that has been accepted runs whether or not it fires.
    protected override bool CanBeCancelled => !_source.Task.IsCompleted;

    public override void OnWritten(bool whole)
    {
        base.OnWritten(whole);
        if (whole)
            _source.TrySetResult();
    }

    // The callee's final frame only frees the call's place; what it carries besides has no reader.
    protected override void Succeed(ReceivedMessage response, IncomingStream[]? attachments)
    {
        response.Release();
        foreach (IncomingStream attachment in attachments ?? [])
            attachment.Release();
    }

    // Once the call has been accepted nobody waits any more, and this changes nothing.
    protected override void Fail(Exception error) => _source.TrySetException(error);
}
