using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Streams.Producers;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Streams.Producers;

public class OverflowBufferTests
{
    [Theory]
    [InlineData(StreamOverflow.DropOldest)]
    [InlineData(StreamOverflow.Latest)]
    [InlineData(StreamOverflow.Fail)]
    public void Buffer_UnderAnySchedule_DoesWhatItsModelDoes(StreamOverflow overflow) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(
            (from capacity in Gen.Choose(1, 5)
             from adds in ArbMap.Default.GeneratorFor<bool>().ListOf(60)
             select (capacity, adds.ToArray())).ToArbitrary(),
            schedule => Holds(overflow, schedule.capacity, schedule.Item2)));

    [Fact]
    public async Task Wait_UnderThreads_LosesNothingAndKeepsTheOrder()
    {
        const int Count = 5000;
        var buffer = new OverflowBuffer<int>(3, StreamOverflow.Wait, WorkScheduler.Pool);
        Task offering = Task.Run(() =>
        {
            for (int i = 0; i < Count; i++)
            {
                lock (buffer)
                    Assert.True(buffer.TryAdd(i, () => false));
            }
        });

        for (int expected = 0; expected < Count;)
        {
            int item;
            ulong dropped;
            bool taken;
            lock (buffer)
                taken = buffer.TryTake(out item, out dropped);
            Assert.Equal(0ul, dropped);
            if (taken)
                Assert.Equal(expected++, item);
            else
                Thread.Yield();
        }
        await offering.WithinLimitAsync();
    }

    [Fact]
    public async Task Wait_WhoseStreamEnds_LetsTheSourceGo()
    {
        var buffer = new OverflowBuffer<int>(1, StreamOverflow.Wait, WorkScheduler.Pool);
        bool over = false;
        var offered = new Gate();
        Task offering = Task.Run(() =>
        {
            lock (buffer)
            {
                buffer.TryAdd(1, () => over);
                offered.Open();
                buffer.TryAdd(2, () => over);
            }
        });
        await offered.WaitAsync();

        lock (buffer)
        {
            over = true;
            buffer.Clear();
        }

        await offering.WaitAsync(Wire.Deadline);
    }

    private static bool Holds(StreamOverflow overflow, int capacity, bool[] adds)
    {
        var buffer = new OverflowBuffer<int>(capacity, overflow, WorkScheduler.Pool);
        lock (buffer)
            return Holds(buffer, overflow, capacity, adds);
    }

    private static bool Holds(OverflowBuffer<int> buffer, StreamOverflow overflow, int capacity, bool[] adds)
    {
        List<int> model = [];
        int next = 0, delivered = 0, refused = 0;
        ulong dropped = 0, told = 0;
        foreach (bool add in adds)
        {
            if (add)
            {
                bool expected = Offer(model, overflow, capacity, next, ref dropped);
                if (buffer.TryAdd(next++, () => false) != expected)
                    return false;
                refused += expected ? 0 : 1;
                continue;
            }
            bool taken = buffer.TryTake(out int item, out ulong before);
            told += before;
            if (taken != model.Count > 0 || (taken && item != model[0]))
                return false;
            if (!taken)
                continue;
            model.RemoveAt(0);
            delivered++;
        }
        while (buffer.TryTake(out _, out ulong before))
        {
            told += before;
            delivered++;
        }
        return told == dropped && delivered + (int)told + refused == next;
    }

    // What the enumeration says of each, in the simplest way.
    private static bool Offer(List<int> model, StreamOverflow overflow, int capacity, int item, ref ulong dropped)
    {
        if (overflow == StreamOverflow.Latest)
        {
            dropped += (ulong)model.Count;
            model.Clear();
        }
        if (model.Count == capacity)
        {
            if (overflow == StreamOverflow.Fail)
                return false;
            dropped++;
            model.RemoveAt(0);
        }
        model.Add(item);
        return true;
    }
}
