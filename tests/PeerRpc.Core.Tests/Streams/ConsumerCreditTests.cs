using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

public class ConsumerCreditTests
{
    // That of the link, which a stream must be able to fill.
    private const int SmallestWindow = 32 * 1024;

    [Fact]
    [Trait("Must", "S-5")]
    [Trait("Must", "S-6")]
    public void Credit_UnderAnySchedule_OnlyGrowsAndNeverStalls() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Schedules().ToArbitrary(), static schedule => Holds(schedule.Window, schedule.Steps)));

    // A step is the cost of an item that the producer begins if it may, or 0: the reader takes one, or -1: the path is
    // blocked or free again.
    private static Gen<(int Window, int[] Steps)> Schedules() =>
        from window in Gen.Elements(1024, 64 * 1024, 100_000, 256 * 1024, 1024 * 1024)
        from steps in Gen.Frequency(
            (3, Gen.Choose(StreamWire.Overhead + 2, 5_000)), (1, Gen.Choose(5_000, 200_000)),
            (3, Gen.Constant(0)), (1, Gen.Constant(-1))).ListOf(200)
        select (window, steps.ToArray());

    private static bool Holds(int window, int[] steps)
    {
        using RawEnd end = RawEnd.Caller(settings: new LinkSettings { Window = SmallestWindow });
        var credit = new ConsumerCredit(end.End.Link, 2, (ulong)window);
        var waiting = new Queue<int>();
        ulong sent = 0, consumed = 0, granted = StreamWire.Initial;
        window = Math.Max(window, SmallestWindow);
        foreach (int step in steps)
        {
            if (step < 0)
            {
                end.Path.Room = end.Path.Room == 0 ? int.MaxValue : 0;
                end.Path.GiveRoom();
            }
            else if (step == 0)
            {
                if (waiting.TryDequeue(out int cost))
                    consumed += Consume(end, credit, cost);
            }
            else if (sent < granted)
            {
                if (!credit.TryReceive(step))
                    return false;
                sent += (ulong)step;
                waiting.Enqueue(step);
            }
            if (!TakeGrants(end, consumed, (ulong)window, ref granted))
                return false;
        }
        // Once everything has been consumed and told, a producer that follows the rules can go on.
        end.Path.Room = int.MaxValue;
        while (waiting.TryDequeue(out int cost))
            consumed += Consume(end, credit, cost);
        end.Path.GiveRoom();
        return TakeGrants(end, consumed, (ulong)window, ref granted) && sent < granted
            && credit.TryReceive(StreamWire.Overhead);
    }

    private static ulong Consume(RawEnd end, ConsumerCredit credit, int cost)
    {
        lock (end.End.Link.Gate)
            credit.Consume(cost);
        return (ulong)cost;
    }

    private static bool TakeGrants(RawEnd end, ulong consumed, ulong window, ref ulong granted)
    {
        foreach ((LinkFrameKind _, byte[] body) in end.TakeAll())
        {
            if (!StreamCreditFrame.TryRead(body, out StreamCreditFrame frame) || frame.Bytes <= granted
                || frame.Bytes > Math.Max(StreamWire.Initial, consumed + window))
                return false;
            granted = frame.Bytes;
        }
        return true;
    }
}
