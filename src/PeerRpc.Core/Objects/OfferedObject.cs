using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Objects;

/// <summary>An object of this side that the other side may call.</summary>
/// <remarks>
/// It is let go of when the other side releases it, or at the end of the link, and is then disposed if it can be. If
/// the call fails that it is an argument of, it stays the caller's and is not disposed. Of an observable, the
/// subscriptions end with it: those to an argument would otherwise outlive their call.
/// </remarks>
/// <param name="table">Where it lives.</param>
/// <param name="id">Its id.</param>
/// <param name="entry">Calls it.</param>
/// <param name="instance">The object; null for an observable.</param>
/// <param name="owner">The call that it came with; null if that does not matter.</param>
internal sealed class OfferedObject(
    StreamTable table, ulong id, ControllerEntry entry, object? instance, IStreamOwner? owner)
    : Attachment(table, id), IThreadPoolWorkItem
{
    private bool _released;

    public ControllerEntry Entry => entry;

    /// <summary>Whether it may still be called. Under the gate.</summary>
    public bool IsCallable => !_released;

    public override void OnEnd(StreamEndFrame end, IWorkSink after) => LetGo(after);

    public override void OnRelease(IWorkSink after)
    {
        if (_released)
            return;
        SendEnd(StreamOutcome.Cancelled);
        LetGo(after);
    }

    public override void OnLinkEnded(LinkError toError) => LetGo(Work);

    /// <summary>Disposes the object. Not under the gate: this runs people's code.</summary>
    public void Execute() => _ = DisposeAsync();

    protected override void OnWithdrawn()
    {
        if (_released)
            return;
        if (IsOpen)
            SendEnd(StreamOutcome.Cancelled);
        _released = true;
        EndSubscriptions();
        // The result of a call is nobody's but the call's.
        if (owner?.Call is not null)
            Work.Defer(this);
    }

    private void LetGo(IWorkSink after)
    {
        if (_released)
            return;
        _released = true;
        EndSubscriptions();
        after.Defer(this);
    }

    private void EndSubscriptions()
    {
        if (instance is not null)
            return;
        entry.HasEnded = true;
        foreach (OutgoingStream stream in Table.GetProducers())
        {
            if (stream.Owner is IncomingCall call && call.Entry == entry)
                stream.Withdraw();
        }
    }

    private async Task DisposeAsync()
    {
        try
        {
            if (instance is IAsyncDisposable disposable)
                await disposable.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The other side is done with it; that it could not be closed is for the log.
            StreamLog.StopFailed(Table.Logger, entry.Path, owner?.FaultContext.CorrelationId ?? "", exception);
        }
        owner?.OnStreamEnded();
    }
}
