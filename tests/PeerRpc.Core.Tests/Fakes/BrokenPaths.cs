using PeerRpc.Core.Links;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>
/// Two links that send, lose their path and resume as a script says, at every point of a resume; and what arrived.
/// </summary>
/// <remarks>
/// Each byte of a script is one step. The opener leaves its path at any moment; what it wrote there may still come,
/// until the proof of a later path has. What the acceptor writes to a path that the opener has left is lost.
/// </remarks>
internal sealed class BrokenPaths
{
    private static readonly int[] Sizes = [4, 100, 1000, 8 * 1024, 16 * 1024 - LinkFrameHeader.Size, 30_000];

    private readonly ResumingPair _pair = new();
    private readonly List<byte[]> _fromLeft = [];
    private readonly List<byte[]> _fromRight = [];
    private MemoryPath _read; // what the acceptor reads
    private Phase _phase = Phase.Attached;

    public BrokenPaths() => _read = _pair.Left.Path;

    private enum Phase
    {
        Attached,
        Asked,
        Answered,
        Proven,
    }

    /// <summary>In what way either side broke the protocol; null if neither did.</summary>
    public string? Fault { get; private set; }

    public void Step(byte step)
    {
        int argument = step / 16;
        switch (step % 16)
        {
            case 0 or 1 or 2:
                Send(_pair.Left, _fromLeft, Sizes[argument % Sizes.Length]);
                break;
            case 3 or 4:
                Send(_pair.Right, _fromRight, Sizes[argument % Sizes.Length]);
                break;
            case 5:
                Send(_pair.Left, _fromLeft, 33_000 + (argument * 7_001));
                break;
            case 6:
                Send(_pair.Right, _fromRight, 33_000 + (argument * 7_001));
                break;
            case 7 or 8:
                DeliverToRight(argument + 1);
                break;
            case 9 or 10:
                DeliverToLeft(argument + 1);
                break;
            case 11:
                GiveRoom(argument + 1);
                break;
            case 12:
                _pair.Clock.Advance(TimeSpan.FromMilliseconds(20 * (argument + 1)));
                break;
            case 13:
                Leave();
                break;
            default:
                GoOn(argument);
                break;
        }
    }

    /// <summary>Brings everything to its end, and compares.</summary>
    /// <returns>What is wrong; null for nothing.</returns>
    public string? Finish()
    {
        do
            GoOn(int.MaxValue);
        while (_phase != Phase.Attached);
        for (int quiet = 0; quiet < 3 && Fault is null;)
        {
            GiveRoom(int.MaxValue);
            bool more = DeliverToRight(int.MaxValue) | DeliverToLeft(int.MaxValue);
            quiet = more ? 0 : quiet + 1;
            _pair.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
        if (Fault is not null)
            return Fault;
        if (_pair.Left.Budget.Used + _pair.Right.Budget.Used != 0)
            return "Memory was not given back.";
        return Compare("acceptor", _fromLeft, _pair.Right.Sink) ?? Compare("opener", _fromRight, _pair.Left.Sink);
    }

    private static void Send(BareLink end, List<byte[]> sent, int size)
    {
        byte[] body = new byte[size];
        new Random(sent.Count).NextBytes(body);
        BitConverter.TryWriteBytes(body, sent.Count);
        sent.Add(body);
        end.SendMessage(LinkFrameKind.Request, body);
    }

    private bool DeliverToRight(int frames)
    {
        bool any = false;
        // On a new path the proof comes first, which the step that goes on takes.
        for (; frames > 0 && _read.Count > 0 && Fault is null; frames--)
        {
            any = true;
            Fault ??= _pair.Right.Receive(_read.Take());
        }
        return any;
    }

    private bool DeliverToLeft(int frames)
    {
        bool any = false;
        for (; _phase == Phase.Attached && frames > 0 && _pair.Right.Path.Count > 0 && Fault is null; frames--)
        {
            any = true;
            Fault ??= _pair.Left.Receive(_pair.Right.Path.Take());
        }
        return any;
    }

    private void GiveRoom(int room)
    {
        foreach (MemoryPath path in (MemoryPath[])[_pair.Left.Path, _pair.Right.Path])
        {
            path.Room = Math.Max(path.Room, room);
            path.GiveRoom();
        }
    }

    private void Leave()
    {
        _pair.Ask();
        _phase = Phase.Asked;
    }

    private void GoOn(int room)
    {
        switch (_phase)
        {
            case Phase.Asked:
                _pair.Answer();
                _phase = Phase.Answered;
                break;
            case Phase.Answered:
                _pair.Prove(room);
                _phase = Phase.Proven;
                break;
            case Phase.Proven when _pair.Left.Path.Count > 0:
                _read = _pair.Left.Path;
                _pair.GoOn(room);
                _phase = Phase.Attached;
                break;
            case Phase.Proven:
                GiveRoom(1);
                break;
        }
    }

    // Messages in chunks may pass one another; frames keep their order, and nothing comes twice or not at all.
    private static string? Compare(string end, List<byte[]> sent, RecordingSink sink)
    {
        byte[][] came = [.. sink.Frames.Select(frame => frame.Body)];
        byte[][] inOrder = [.. came.OrderBy(body => BitConverter.ToInt32(body))];
        if (came.Length != sent.Count || !inOrder.Zip(sent).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)))
            return $"Of {sent.Count} messages the {end} got {came.Length}, not each of them once and unchanged.";
        int[] small = [.. came.Where(IsWhole).Select(body => BitConverter.ToInt32(body))];
        return small.SequenceEqual(small.Order()) ? null : $"The {end} got frames out of order.";
    }

    private static bool IsWhole(byte[] body) => body.Length + LinkFrameHeader.Size <= LinkSender.LargestFrame;
}
