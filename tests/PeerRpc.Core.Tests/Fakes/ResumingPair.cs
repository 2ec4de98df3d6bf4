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

    private static LinkHello Describe(BareLink end, LinkHelloForm form) => end.Link.Describe(
        form, new LinkPosition(Guid.Empty, 1, 1), new byte[LinkHello.NonceLength], ["json"]);
}
