using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>The side of a progress that reports, which is the one that was given it.</summary>
/// <remarks>
/// Reports go the way of calls, not of bulk: those of a call are there before its answer. Where the other side takes
/// them too slowly only the newest one waits, and the others are dropped; a report must never hold up the work.
/// </remarks>
internal sealed class ProgressStream(StreamTable table, ulong id) : Attachment(table, id)
{
    private ulong _credit = StreamCreditFrame.Initial;
    private ulong _sent;
    private ulong _dropped;
    private byte[]? _waiting;
    private bool _over;

    /// <summary>The most bytes of one report.</summary>
    public static int MaxReport => LinkSender.LargestFrame - StreamItemHead.MaxSize;

    /// <summary>Sends a report, now or when there is room.</summary>
    public void Report(ReadOnlySpan<byte> report)
    {
        lock (Link.Gate)
        {
            if (_over)
                return;
            if (_sent < _credit)
                Send(report);
            else
                KeepNewest(report);
        }
        Link.ScheduleFlush();
    }

    public override void OnGone() => Stop();

    protected override void OnWithdrawn() => Complete();

    public override string? OnCredit(ulong bytes)
    {
        if (bytes < _credit)
            return $"The credit of stream {Id} takes back what was granted.";
        _credit = bytes;
        if (_waiting is not null && _sent < _credit)
        {
            byte[] report = _waiting;
            _waiting = null;
            Send(report);
        }
        return null;
    }

    public override void OnEnd(StreamEndFrame end, IWorkSink after) => Stop();

    public override void OnRelease(IWorkSink after)
    {
        if (_over)
            return;
        Stop();
        SendEnd(StreamOutcome.Cancelled);
    }

    public override void OnLinkEnded(LinkError toError) => Stop();

    // The call is over, and its answer is about to be sent.
    private void Complete()
    {
        if (_over)
            return;
        if (_waiting is not null)
            _dropped++;
        Stop();
        Table.SendEnd(this, new StreamEndFrame(Id, StreamOutcome.Completed, _dropped));
    }

    private void Send(ReadOnlySpan<byte> report)
    {
        Span<byte> frame = stackalloc byte[StreamItemHead.MaxSize];
        frame = frame[..new StreamItemHead(Id, _dropped, default).Write(frame, report.Length)];
        _dropped = 0;
        _sent += (ulong)(frame.Length - LinkFrameHeader.Size + report.Length + StreamItemHead.Overhead);
        Link.Send(LinkFrameKind.StreamItem, frame, report);
    }

    private void KeepNewest(ReadOnlySpan<byte> report)
    {
        if (_waiting is not null)
        {
            _dropped++;
            StreamDiagnostics.CountDropped(1);
        }
        _waiting = report.ToArray();
    }

    private void Stop()
    {
        _over = true;
        _waiting = null;
    }
}
