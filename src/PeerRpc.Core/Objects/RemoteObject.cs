using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Objects;

/// <summary>An object of the other side that this side may call.</summary>
/// <param name="table">Where it lives.</param>
/// <param name="id">Its id.</param>
/// <param name="endsWithCall">Whether it is of no use when the call is over that it came with.</param>
internal sealed class RemoteObject(StreamTable table, ulong id, bool endsWithCall)
    : Attachment(table, id), IThreadPoolWorkItem
{
    private volatile bool _released;

    public override bool EndsWithCall => endsWithCall;

    /// <summary>Whether it has been let go of.</summary>
    public bool IsReleased => _released;

    /// <summary>Lets go of it. From any thread, also more than once.</summary>
    public void Execute()
    {
        lock (Link.Gate)
        {
            Withdraw();
            _released = true;
        }
        Link.ScheduleFlush();
    }

    public override void OnEnd(StreamEndFrame end, IWorkSink after) => _released = true;

    public override void OnRelease(IWorkSink after)
    {
        // Its owner has no use for being told of a release in this direction, but every release has its answer.
        _released = true;
        Table.AnswerRelease(Id);
    }

    // Nobody has let go of it: who calls it is told that its peer is gone.
    public override void OnLinkEnded(LinkError toError)
    {
    }

    public override void OnGone() => _released = true;

    protected override void OnWithdrawn()
    {
        if (_released)
            return;
        _released = true;
        Table.SendRelease(Id);
    }
}
