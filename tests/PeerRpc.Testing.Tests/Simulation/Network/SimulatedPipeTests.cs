using PeerRpc.Testing.Simulation.Engine;
using PeerRpc.Testing.Simulation.Network;
using Xunit;

namespace PeerRpc.Testing.Tests.Simulation.Network;

public class SimulatedPipeTests
{
    private readonly EventLoop _loop = new(new Trace(100), new ReadyQueue(null), TimeSpan.TicksPerHour);
    private NetworkConditions _conditions = new() { Splitting = 0.5 };

    [Fact]
    public void Bytes_HoweverTheyAreSplit_ArriveInTheirOrder()
    {
        for (ulong seed = 1; seed <= 50; seed++)
        {
            SimulatedPipe pipe = Make(seed);
            byte[] sent = [.. Enumerable.Range(0, 2000).Select(i => (byte)(i * 7))];
            for (int at = 0; at < sent.Length; at += 100)
                pipe.Send(sent.AsSpan(at, 100));

            RunAll();

            Assert.Equal(sent, ReadAll(pipe));
        }
    }

    [Fact]
    public void Break_KeepsAnyPrefixOfWhatIsUnderWay()
    {
        var kept = new SortedSet<int>();
        byte[] sent = [1, 2, 3, 4];
        for (ulong seed = 1; seed <= 100; seed++)
        {
            SimulatedPipe pipe = Make(seed);
            pipe.Send(sent);
            pipe.Break();

            RunAll();

            byte[] arrived = ReadAll(pipe);
            Assert.Equal(sent[..arrived.Length], arrived);
            Assert.Equal(PipeEnd.Reset, pipe.End);
            kept.Add(arrived.Length);
        }
        Assert.Equal([0, 1, 2, 3, 4], kept);
    }

    [Fact]
    public void Break_LeavesWhatHasArrived()
    {
        SimulatedPipe pipe = Make(1);
        pipe.Send([1, 2, 3]);
        RunAll();
        pipe.Send([4, 5]);

        pipe.Break();
        RunAll();

        Assert.Equal([1, 2, 3], ReadAll(pipe)[..3]);
    }

    [Fact]
    public void Finish_ComesBehindTheLastByte()
    {
        SimulatedPipe pipe = Make(1);
        pipe.Send([1, 2, 3]);
        pipe.Finish();
        Assert.Equal(PipeEnd.None, pipe.End);

        RunAll();

        Assert.Equal(PipeEnd.Finished, pipe.End);
        Assert.Equal([1, 2, 3], ReadAll(pipe));
    }

    [Fact]
    public void Room_IsWhatTheBufferHasLeftAndIsNotWonBackByLosing()
    {
        _conditions = new NetworkConditions { BufferBytes = 10 };
        SimulatedPipe pipe = Make(1);

        pipe.Send([1, 2, 3]);
        Assert.Equal(7, pipe.Room);
        pipe.Lose();
        pipe.Send([4, 5]);
        RunAll();

        Assert.Equal(5, pipe.Room);
        Assert.Equal(0, pipe.Available);
    }

    [Fact]
    public void Block_DelaysAndKeepsTheOrder()
    {
        SimulatedPipe pipe = Make(1);
        pipe.Send([1]);
        pipe.Block(_loop.Now + TimeSpan.TicksPerSecond);
        pipe.Send([2]);
        pipe.Finish();

        RunUntil(TimeSpan.TicksPerSecond / 2);
        Assert.Equal(0, pipe.Available);
        RunAll();

        Assert.Equal([1, 2], ReadAll(pipe));
        Assert.Equal(PipeEnd.Finished, pipe.End);
    }

    [Fact]
    public void Send_ToAReaderThatIsGone_Bounces()
    {
        int bounced = 0;
        SimulatedPipe pipe = Make(1);
        pipe.Connect(() => { }, () => { }, () => bounced++);
        pipe.Send([1]);
        pipe.Discard();
        Assert.Equal(0, bounced);

        pipe.Send([2]);

        Assert.Equal(1, bounced);
    }

    [Fact]
    public void Ring_KeepsBytesInOrderWhateverItHolds()
    {
        var random = new SeededRandom(1, 1);
        var ring = new ByteRing();
        var expected = new Queue<byte>();
        for (int round = 0; round < 1000; round++)
        {
            var added = new byte[random.Next(300)];
            random.NextBytes(added);
            ring.Add(added);
            foreach (byte one in added)
                expected.Enqueue(one);
            var taken = new byte[random.Next(ring.Count + 1)];
            ring.Take(taken);
            Assert.Equal(Enumerable.Range(0, taken.Length).Select(_ => expected.Dequeue()), taken);
        }
    }

    private SimulatedPipe Make(ulong seed) => new(_loop, new SeededRandom(seed, 9), "a>b", () => _conditions);

    private void RunAll() => RunUntil(2 * TimeSpan.TicksPerSecond);

    private void RunUntil(long ticks)
    {
        var end = new TaskCompletionSource();
        _loop.Enter();
        _loop.At(_loop.Now + ticks, new CallbackEvent(end.SetResult));
        _loop.RunUntil(end.Task, () => "");
    }

    private static byte[] ReadAll(SimulatedPipe pipe)
    {
        var read = new List<byte>();
        var buffer = new byte[64];
        while (pipe.Available > 0)
            read.AddRange(buffer[..pipe.Read(buffer)]);
        return [.. read];
    }
}
