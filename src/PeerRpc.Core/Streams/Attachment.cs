using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>
/// One side of what a message carried besides its values: a stream or a live object. Guarded by the link's gate.
/// </summary>
/// <remarks>
/// It is made by the side that sends the message, which is where its id comes from. It lives in the
/// <see cref="StreamTable"/> until StreamEnd has been sent or received, whichever side sends it: the producer of a
/// stream at its end, and otherwise the side that was sent a Release.
/// </remarks>
/// <param name="table">Where it lives.</param>
/// <param name="id">Its id on the link.</param>
internal abstract class Attachment(StreamTable table, ulong id) : IFrameOwner
{
    /// <summary>The id of one that is not offered after all.</summary>
    public const ulong NoId = 0;

    public ulong Id => id;

    /// <summary>Whether this side has made it.</summary>
    public bool IsOwn => table.IsOwn(id);

    /// <summary>Runs what must not run under the gate, or on the read pump.</summary>
    public WorkScheduler Work => table.Link.Work;

    bool IFrameOwner.IsWanted => true;

    protected StreamTable Table => table;

    protected Link Link => table.Link;

    /// <summary>
    /// Whether the other side knows of it: the message that carries it has come, or has been written as a whole.
    /// </summary>
    protected bool IsOpen { get; private set; } = id != NoId && !table.IsOwn(id);

    /// <summary>Whether it is of no use any more when the call is over that it came with.</summary>
    public virtual bool EndsWithCall => true;

    /// <summary>The message that carries it has been written as a whole.</summary>
    public void Open()
    {
        IsOpen = true;
        OnOpened();
    }

    /// <summary>This side wants nothing of it any more: its call is over or has failed, or was never made.</summary>
    public void Withdraw()
    {
        if (!table.Contains(this))
            return;
        if (!IsOpen)
            table.Remove(this);
        OnWithdrawn();
    }

    /// <summary>It was made, and is not offered after all: lets go of what it stands for.</summary>
    public void Abandon() => OnWithdrawn();

    /// <summary>An item has come; the default drops it.</summary>
    /// <param name="item">The item, which is this method's to keep or to release.</param>
    /// <param name="after">Takes work that is to run once the gate has been left.</param>
    /// <returns>Null, or in what way it breaks the protocol.</returns>
    public virtual string? OnItem(ReceivedItem item, IWorkSink after)
    {
        item.Release();
        return null;
    }

    /// <summary>What was announced has ended before it was known to be this.</summary>
    public virtual void OnGone()
    {
    }

    /// <summary>The message that carries it has been written; what it is about may begin.</summary>
    protected virtual void OnOpened()
    {
    }

    /// <summary>This side wants nothing of it any more. If it is open, the other side has to be told.</summary>
    protected abstract void OnWithdrawn();

    /// <summary>The other side has said its last word; the attachment has left the table.</summary>
    public abstract void OnEnd(StreamEndFrame end, IWorkSink after);

    /// <summary>The other side grants more; the default takes no notice.</summary>
    /// <returns>Null, or in what way it breaks the protocol.</returns>
    public virtual string? OnCredit(ulong bytes) => null;

    /// <summary>The other side does not want it any more; StreamEnd has to follow.</summary>
    public abstract void OnRelease(IWorkSink after);

    /// <summary>The link has ended.</summary>
    /// <param name="toError">Makes what readers get.</param>
    public abstract void OnLinkEnded(LinkError toError);

    void IFrameOwner.OnWritten(bool whole)
    {
        // A last word in chunks is none before the last one: until then the other side counts the attachment.
        if (whole)
            table.Remove(this);
    }

    void IFrameOwner.OnAbandoned() => table.Remove(this);

    /// <summary>Sends the last word; when it has been written, the attachment leaves the table.</summary>
    protected void SendEnd(StreamOutcome outcome) => table.SendEnd(this, new StreamEndFrame(id, outcome, 0));
}
