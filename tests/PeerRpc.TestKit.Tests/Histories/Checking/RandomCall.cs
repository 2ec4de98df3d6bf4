using PeerRpc.TestKit.Histories;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>A call of a <see cref="RandomRun"/>, with a stream if it has one.</summary>
internal sealed class RandomCall(HistoryRecorder caller, long key, CallForm form, long request, int items)
{
    private int _produced;

    public HistoryRecorder Caller => caller;

    public HistoryRecorder? Callee { get; private set; }

    public long Key => key;

    public CallForm Form => form;

    public long Request => request;

    /// <summary>How many items have not been produced yet.</summary>
    public int Left => form == CallForm.Streaming ? items - _produced : 0;

    private long Stream => -key;

    public void Start(HistoryRecorder callee)
    {
        Callee = callee;
        callee.Started(key, request);
        if (form != CallForm.Streaming)
            return;
        caller.Opened(Stream, key, StreamSide.Reader);
        callee.Opened(Stream, key, StreamSide.Producer);
    }

    public void Flow(Random random)
    {
        Callee!.Produced(Stream, _produced);
        caller.Consumed(Stream, _produced++);
        if (random.Next(4) == 0)
            Callee!.ProducedBytes(Stream, _produced, _produced * 31);
    }

    public void Complete(Random random)
    {
        if (form == CallForm.Streaming)
            CompleteStream();
        Callee!.Ended(key);
        if (form == CallForm.OneWay)
            return;
        if (form == CallForm.Unary && random.Next(10) == 0)
            caller.Failed(key, PeerErrorCode.Internal, Executed.Yes);
        else
            caller.Succeeded(key, request);
    }

    /// <summary>It never reached the callee.</summary>
    public void Refuse()
    {
        if (form == CallForm.Streaming)
        {
            caller.Opened(Stream, key, StreamSide.Reader);
            caller.Broken(Stream, StreamSide.Reader, PeerErrorCode.Unavailable, Executed.No);
        }
        caller.Failed(key, PeerErrorCode.Unavailable, Executed.No);
    }

    /// <summary>The callee was killed.</summary>
    public void Lose()
    {
        if (form == CallForm.OneWay)
            return;
        if (form == CallForm.Streaming)
            caller.Broken(Stream, StreamSide.Reader, PeerErrorCode.PeerGone, Executed.Yes);
        if (form == CallForm.AcceptedOneWay)
            caller.Succeeded(key, request);
        else
            caller.Failed(
                key, PeerErrorCode.PeerGone, form == CallForm.Streaming ? Executed.Yes : Executed.Maybe);
    }

    private void CompleteStream()
    {
        Callee!.ProducedBytes(Stream, 100, request);
        Callee!.Closed(Stream, StreamSide.Producer, StreamFate.Completed);
        caller.ConsumedBytes(Stream, 100, request);
        caller.Closed(Stream, StreamSide.Reader, StreamFate.Completed);
    }
}
