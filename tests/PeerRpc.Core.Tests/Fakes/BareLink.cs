using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;
using PeerRpc.TestKit;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>One end of a link over a path that a test holds in its hand.</summary>
internal sealed class BareLink
{
    public BareLink(ManualClock clock, LinkSettings? settings = null, ReplayBudget? budget = null)
    {
        Budget = budget ?? new ReplayBudget(long.MaxValue);
        Link = new Link(Sink, settings ?? new LinkSettings(), Budget, new CallTraffic(clock), clock, WorkScheduler.Pool);
    }

    public Link Link { get; }

    public RecordingSink Sink { get; } = new();

    /// <summary>What it runs over; another one once it has left this one.</summary>
    public MemoryPath Path { get; set; } = new();

    public ReplayBudget Budget { get; }

    public WorkQueue Work { get; } = new();

    /// <summary>Sends a frame as calls do: at once if it need not wait.</summary>
    /// <returns>Whether it was written.</returns>
    public bool Send(LinkFrameKind kind, int bytes, FakeOwner? owner = null)
    {
        lock (Link.Gate)
        {
            int before = Path.Count;
            Link.Send(kind, new byte[LinkFrameHeader.Size], new byte[bytes], owner);
            return Path.Count > before;
        }
    }

    public void SendMessage(LinkFrameKind kind, byte[] body, FakeOwner? owner = null)
    {
        lock (Link.Gate)
            Link.Send(kind, new byte[LinkFrameHeader.Size], body, owner);
    }

    public string? Receive(params byte[][] frames) => Link.OnData(Path, [.. frames.SelectMany(frame => frame)], Work);

    /// <summary>Delivers what this end has written, frame by frame.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool DeliverTo(BareLink other)
    {
        bool any = false;
        while (Path.Count > 0)
        {
            any = true;
            if (other.Receive(Path.Take()) is { } fault)
                throw new InvalidOperationException(fault);
        }
        return any;
    }
}
