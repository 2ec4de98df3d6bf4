using PeerRpc.Core.Links;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Two links that go from one path to another, in the steps in which their ends do it.</summary>
internal sealed class ResumingPair
{
    /// <summary>What the opener proves itself with; the pair does not look into it.</summary>
    public static readonly byte[] Proof = new LinkProofFrame(1, 1, new byte[LinkSecret.ProofLength]).ToFrame();

    private readonly LinkPair _pair;
    private LinkHello? _asked;
    private LinkHello? _answered;

    public ResumingPair(LinkSettings? left = null, LinkSettings? right = null)
    {
        _pair = new LinkPair(left, right);
        OldLeftPath = Left.Path;
    }

    public ManualClock Clock => _pair.Clock;

    /// <summary>The opener.</summary>
    public BareLink Left => _pair.Left;

    /// <summary>The acceptor.</summary>
    public BareLink Right => _pair.Right;

    /// <summary>What the opener wrote to before; it may still be on its way.</summary>
    public MemoryPath OldLeftPath { get; private set; }

    /// <summary>How many frames the acceptor said it had received.</summary>
    public ulong Stated => _answered!.Received;

    /// <summary>The marks of what the acceptor has received.</summary>
    public IEnumerable<int> Received => Right.Sink.Frames.Select(frame => (int)frame.Body[0]);

    public void Deliver() => _pair.Deliver();

    /// <summary>The opener leaves its path, and says what it has received.</summary>
    public void Ask()
    {
        Left.Link.LeavePath();
        OldLeftPath = Left.Path;
        Left.Path = new MemoryPath();
        _asked = Describe(Left, LinkHelloForm.Resume);
    }

    /// <summary>The acceptor says what it has received; it still reads and writes the old path.</summary>
    public void Answer() => _answered = Describe(Right, LinkHelloForm.ResumeReply);

    /// <summary>What the opener wrote to the old path comes, or the first of it.</summary>
    public void DeliverOld(int frames = int.MaxValue)
    {
        for (; frames > 0 && OldLeftPath.Count > 0; frames--)
            Assert.Null(Right.Receive(OldLeftPath.Take()));
    }

    /// <summary>The opener goes on over the new path.</summary>
    public void Prove(int room = int.MaxValue)
    {
        Left.Path.Room = room;
        Assert.True(Left.Link.TryResume(Left.Path, _answered!, _asked!.Received, Proof));
    }

    /// <summary>The proof has come: the acceptor leaves the old path and goes on over the new one.</summary>
    public void GoOn(int room = int.MaxValue)
    {
        Assert.Equal(Proof, Left.Path.Take());
        Right.Link.LeavePath();
        Right.Path = new MemoryPath { Room = room };
        Assert.True(Right.Link.TryResume(Right.Path, _asked!, _answered!.Received, proof: null));
    }

    /// <summary>All the steps, where nothing comes between them and nothing on its way arrives.</summary>
    public void Resume()
    {
        Ask();
        Answer();
        Prove();
        GoOn();
    }

    /// <summary>What is left of a resume when the opener has asked.</summary>
    public void Finish()
    {
        Answer();
        Prove();
        GoOn();
        Deliver();
    }

    /// <summary>Delivers all there is to say.</summary>
    /// <returns>How much memory is left taken.</returns>
    public long Settle()
    {
        for (int i = 0; i < 3; i++)
        {
            Deliver();
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
        return Left.Budget.Used + Right.Budget.Used;
    }

    /// <summary>The opener sends a message that begins with a mark.</summary>
    public void Send(int mark, int bytes = 10)
    {
        byte[] body = new byte[bytes];
        body[0] = (byte)mark;
        Left.SendMessage(LinkFrameKind.Request, body);
    }

    /// <summary>There is room again on the opener's path, for which it waits.</summary>
    public void GiveRoom(int room)
    {
        Left.Path.Room = room;
        Assert.True(Left.Path.GiveRoom());
    }

    /// <summary>The counted frames that an end has written; they stay on their way.</summary>
    public static List<byte[]> TakeCounted(BareLink end)
    {
        List<byte[]> counted =
            [.. end.Path.TakeAll().Where(frame => Wire.CutLink(frame)[0].Kind >= LinkFrameHeader.FirstCounted)];
        foreach (byte[] frame in counted)
            end.Path.TryWrite(frame, default, end.Link);
        return counted;
    }

    /// <summary>The acknowledgements that an end has written; of the rest only a proof stays on its way.</summary>
    public static List<AckFrame> TakeAcks(BareLink end)
    {
        List<AckFrame> acks = [];
        foreach (byte[] frame in end.Path.TakeAll())
        {
            (LinkFrameKind kind, byte[] body) = Wire.CutLink(frame)[0];
            if (kind == LinkFrameKind.Ack && AckFrame.TryRead(body, out AckFrame ack))
                acks.Add(ack);
            else if (kind == LinkFrameKind.Proof)
                end.Path.TryWrite(frame, default, end.Link);
        }
        return acks;
    }

    private static LinkHello Describe(BareLink end, LinkHelloForm form) => end.Link.Describe(
        form, new LinkPosition(Guid.Empty, 1, 1), new byte[LinkHello.NonceLength], ["json"]);
}
