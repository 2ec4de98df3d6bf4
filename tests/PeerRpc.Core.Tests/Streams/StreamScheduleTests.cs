using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Streams;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

public class StreamScheduleTests
{
    private const int Streams = 3;

    private const int LargestItem = 100_000;

    [Fact]
    [Trait("Must", "S-7")]
    [Trait("Must", "S-8")]
    [Trait("Must", "S-13")]
    public void Streams_UnderAnySchedule_GiveAPrefixAndOneEndAndLeaveNothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Schedules().ToArbitrary(), Holds));

    private static Gen<(int Act, int Stream, int Size)[]> Schedules() =>
        (from act in Gen.Frequency(
            (8, Gen.Constant(0)), (1, Gen.Constant(1)), (6, Gen.Constant(2)), (1, Gen.Constant(3)),
            (2, Gen.Constant(4)), (2, Gen.Constant(5)), (8, Gen.Constant(6)), (6, Gen.Constant(7)),
            (1, Gen.Constant(8)))
         from stream in Gen.Choose(0, Streams - 1)
         from size in Gen.Frequency((3, Gen.Choose(0, 3_000)), (1, Gen.Choose(0, LargestItem)))
         select (act, stream, size)).ListOf(400).Select(acts => acts.ToArray());

    private static bool Holds((int Act, int Stream, int Size)[] schedule)
    {
        using var pair = new StreamPair(Streams);
        Course[] courses = [.. Enumerable.Range(0, Streams).Select(i => new Course(pair, i))];
        foreach ((int act, int stream, int size) in schedule)
        {
            // A stream whose course has ended is rarely to be ended; most of the schedule is to run with all of them.
            switch (act)
            {
                case 0:
                    courses[stream].Write(size);
                    break;
                case 1 when size < 100:
                    courses[stream].End();
                    break;
                case 2:
                    courses[stream].Read();
                    break;
                case 3 when size < 60:
                    courses[stream].Release();
                    break;
                case 4:
                    pair.Up.Room = pair.Up.Room > 0 ? 0 : size % 10;
                    pair.Up.GiveRoom();
                    break;
                case 5:
                    pair.Down.Room = pair.Down.Room > 0 ? 0 : int.MaxValue;
                    pair.Down.GiveRoom();
                    break;
                case 8:
                    pair.Acknowledge();
                    break;
                default:
                    pair.Deliver(up: act == 6);
                    break;
            }
            // The credit ahead of the reader, and the item that was begun with its last byte.
            int most = pair.Reader.Link.Window + LargestItem + StreamWire.Overhead + 16;
            if (!Array.TrueForAll(courses, course => course.Unread <= most))
                return false;
        }
        pair.DeliverAll();
        return Array.TrueForAll(courses, course => course.Finish())
            && pair.Producer.Streams.Count == 0 && pair.Reader.Streams.Count == 0;
    }

    /// <summary>What was done with one stream.</summary>
    private sealed class Course(StreamPair pair, int stream)
    {
        private readonly Queue<int> _costs = new();
        private int _written;
        private int _read;
        private bool _ended;
        private bool _released;
        private bool _broken;

        public int Unread { get; private set; }

        public void Write(int size)
        {
            if (_ended || !pair.TryWrite(stream, _written, size))
                return;
            _written++;
            // The head has the stream's id and the flags, one byte each.
            int cost = sizeof(int) + size + 2 + StreamWire.Overhead;
            _costs.Enqueue(cost);
            Unread += cost;
        }

        public void End()
        {
            if (!_ended)
                pair.Streams[stream].Out.End(StreamOutcome.Completed);
            _ended = true;
        }

        public void Read()
        {
            if (pair.TryRead(stream, out bool atEnd) is not { } number)
            {
                // The end is there only when it was said, or answered, and stays there.
                _broken |= atEnd && !_ended && !_released;
                _broken |= atEnd && !_released && _read != _written;
                return;
            }
            _broken |= _released || number != _read++;
            Unread -= _costs.Dequeue();
        }

        public void Release()
        {
            pair.Streams[stream].In.Release();
            _released = true;
            Unread = 0;
        }

        public bool Finish()
        {
            if (!_ended && !_released)
                End();
            while (!_released && _read < _written)
            {
                int before = _read;
                Read();
                pair.DeliverAll();
                if (_read == before)
                    return false;
            }
            pair.DeliverAll();
            Read();
            pair.TryRead(stream, out bool atEnd);
            return !_broken && atEnd;
        }
    }
}
