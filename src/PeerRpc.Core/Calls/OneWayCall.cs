using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Calls;

/// <summary>A call whose caller only waits until it has been accepted into the link's window.</summary>
internal sealed class OneWayCall(CallTarget target, CancellationToken cancellationToken)
    : PendingCall(target, cancellationToken)
{
    private const int Unawaited = 0;
    private const int Awaited = 1;
    private const int Accepted = 2;

    // Continuations run inline: it is completed by a work item, or before anybody has it.
    private readonly TaskCompletionSource _source = new();
    private volatile bool _accepted;
    private int _state;

    /// <summary>Ends when the call has been accepted. Most are before anybody asks for this.</summary>
    public Task Task => Interlocked.CompareExchange(ref _state, Awaited, Unawaited) == Accepted
        ? Task.CompletedTask
        : _source.Task;

    // The token cancels the waiting; a call that has been accepted runs whether or not it fires.
    protected override bool CanBeCancelled => !_accepted && !_source.Task.IsCompleted;

    public override void OnWritten(bool whole)
    {
        base.OnWritten(whole);
        if (!whole || _accepted)
            return;
        _accepted = true;
        if (Interlocked.CompareExchange(ref _state, Accepted, Unawaited) == Awaited)
            Calls!.Link.Work.Defer(new Acceptance(this));
    }

    // The callee's final frame only frees the call's place; what it carries besides has no reader.
    protected override void Succeed(ReceivedMessage response, IncomingStream[]? attachments)
    {
        CountSuccess();
        response.Release();
        foreach (IncomingStream attachment in attachments ?? [])
            attachment.Release();
    }

    // Once the call has been accepted nobody waits any more.
    protected override void Fail(Exception error)
    {
        if (!_accepted)
            _source.TrySetException(error);
    }

    // Tells the caller, off the link's gate, under which the call is written.
    private sealed class Acceptance(OneWayCall call) : IThreadPoolWorkItem
    {
        public void Execute() => call._source.TrySetResult();
    }
}
