using System.Threading.Channels;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public class ReadPumpWorkTests
{
    private static readonly byte[] OneCall = Wire.Frame(FrameKind.Data, 1, []);
    private static readonly byte[] ManyCalls = Wire.Frame(FrameKind.Data, 1, new byte[2000]);
    private static readonly byte[] Last = Wire.Frame(FrameKind.Data, 2, []);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_ThatBlocks_DoesNotStopTheReading(bool ofManyCalls)
    {
        var transport = new ScriptedTransport();
        using var released = new ManualResetEventSlim();
        using var finished = new CountdownEvent(1);
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var work = new DeferredWork(new NoOutput(), TimeProvider.System, WorkScheduler.Pool);
        var pump = new PumpRun(
            transport,
            new CallbackSink((header, _) =>
            {
                if (header.Label == 1)
                    work.Defer(new WorkItem(Block));
                else
                    second.SetResult();
                return null;
            }),
            work,
            TimeProvider.System);
        Task<ReadEnd> reading = pump.RunAsync();

        transport.Feed(ofManyCalls ? ManyCalls : OneCall);
        transport.Feed(Last);

        await second.Task.WaitAsync(Wire.Deadline);
        Assert.Equal(1, finished.CurrentCount);
        released.Set();
        Assert.True(finished.Wait(Wire.Deadline));
        transport.FeedEnd();
        Assert.Null((await reading.WaitAsync(Wire.Deadline)).Error);

        void Block()
        {
            released.Wait(Wire.Deadline);
            finished.Signal();
        }
    }

    [Fact]
    public async Task Work_OfAFrameThatAnotherThreadStillHandles_IsNotRunYet()
    {
        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The second receive completes, on another thread, before the first thread gets to the work of its own frame.
        var transport = new OvertakingTransport(OneCall, until: entered);
        int frames = 0;
        using var work = new DeferredWork(new NoOutput(), TimeProvider.System, WorkScheduler.Pool);
        var pump = new PumpRun(
            transport,
            new CallbackSink((_, _) =>
            {
                if (++frames == 2)
                {
                    work.Defer(new WorkItem(ran.SetResult));
                    entered.Set();
                    Assert.True(leave.Wait(Wire.Deadline));
                }
                return null;
            }),
            work,
            TimeProvider.System);

        Task<ReadEnd> reading = pump.RunAsync();

        Assert.False(ran.Task.IsCompleted);
        leave.Set();
        await ran.Task.WaitAsync(Wire.Deadline);
        Assert.Null((await reading.WaitAsync(Wire.Deadline)).Error);
    }

    [Fact]
    public async Task Work_OfManyCalls_IsDoneBeforeTheNextReceive_AsLongAsItIsQuick()
    {
        var transport = new ScriptedTransport();
        var clock = new ManualClock();
        var steps = Channel.CreateUnbounded<string>();
        transport.OnReceive = () => steps.Writer.TryWrite("receive");
        TimeSpan takes = TimeSpan.Zero;
        using var work = new DeferredWork(new NoOutput(), clock, WorkScheduler.Pool);
        Task<ReadEnd> reading = new PumpRun(transport, new CallbackSink(Handle), work, clock).RunAsync();

        // The first receive is one without a buffer, and ends with one into it.
        Assert.Equal("receive, receive, work", await FeedAsync(OneCall, count: 3));
        Assert.Equal("work, receive", await FeedAsync(ManyCalls));
        Assert.Equal("receive, work", await FeedAsync(OneCall));

        takes = TimeSpan.FromMilliseconds(1);
        await FeedUntilAsync("receive, work");
        Assert.Equal("receive, work", await FeedAsync(ManyCalls));

        takes = TimeSpan.FromMicroseconds(100);
        await FeedUntilAsync("work, receive");
        Assert.Equal("work, receive", await FeedAsync(ManyCalls));

        transport.FeedEnd();
        Assert.Null((await reading.WaitAsync(Wire.Deadline)).Error);

        GoodbyeFrame? Handle(FrameHeader header, ReadOnlySpan<byte> body)
        {
            work.Defer(new WorkItem(() =>
            {
                clock.Advance(takes);
                steps.Writer.TryWrite("work");
            }));
            return null;
        }

        async Task FeedUntilAsync(string expected)
        {
            int fed = 0;
            while (await FeedAsync(ManyCalls) != expected)
                Assert.InRange(++fed, 1, 20);
        }

        async Task<string> FeedAsync(byte[] frame, int count = 2)
        {
            transport.Feed(frame);
            List<string> taken = [];
            while (taken.Count < count)
                taken.Add(await steps.Reader.ReadAsync().AsTask().WaitAsync(Wire.Deadline));
            return string.Join(", ", taken);
        }
    }
}
