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
        var run = new SteppedRun();

        await run.BeginAsync();
        Assert.Equal("work, done, receive", await run.FeedAsync(ManyCalls));
        Assert.Equal("receive, work, done", await run.FeedAsync(OneCall));

        run.WorkTakes = TimeSpan.FromMicroseconds(500);
        for (int i = 0; i < 6; i++)
            Assert.Equal("work, done, receive", await run.FeedAsync(ManyCalls));
        Assert.Equal("receive, work, done", await run.FeedAsync(ManyCalls));

        run.WorkTakes = TimeSpan.FromMicroseconds(100);
        Assert.Equal("receive, work, done", await run.FeedAsync(ManyCalls));
        for (int i = 0; i < 500; i++)
            await run.FeedAsync(ManyCalls);
        for (int i = 0; i < 20; i++)
            Assert.Equal("work, done, receive", await run.FeedAsync(ManyCalls));
        await run.EndAsync();
    }

    [Fact]
    public async Task Work_OfWhatComesAloneAndIsLarge_IsDoneBehindTheNextReceive()
    {
        var run = new SteppedRun();
        await run.BeginAsync();

        run.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("receive, work, done", await run.FeedAsync(ManyCalls));
        await run.EndAsync();
    }

    [Fact]
    public async Task Context_ThatAnItemLeavesBehind_IsNotInTheNextReceive()
    {
        var local = new AsyncLocal<string?>();
        var run = new SteppedRun();
        await run.BeginAsync();
        run.DuringWork = () => local.Value = "left behind";
        run.DuringReceive = () => local.Value ?? "nothing";

        Assert.Equal("work, done, nothing", await run.FeedAsync(ManyCalls));

        await run.EndAsync();
    }

    // Tells in which order things are done, on a clock that stands but for the work.
    private sealed class SteppedRun
    {
        private readonly ScriptedTransport _transport = new();
        private readonly Channel<string> _steps = Channel.CreateUnbounded<string>();
        private readonly DeferredWork _work;
        private readonly Task<ReadEnd> _reading;

        public SteppedRun()
        {
            _transport.OnReceive = () => _steps.Writer.TryWrite(DuringReceive());
            // Of its watch nothing is seen: what stands on a busy machine would change the order.
            _work = new DeferredWork(
                new NoOutput(() => _steps.Writer.TryWrite("done")), Clock, new ManualScheduler());
            _reading = new PumpRun(_transport, new CallbackSink(Handle), _work, Clock).RunAsync();
        }

        public ManualClock Clock { get; } = new();

        public TimeSpan WorkTakes { get; set; }

        public Action DuringWork { get; set; } = () => { };

        public Func<string> DuringReceive { get; set; } = () => "receive";

        // The first receives are ones without a buffer, each of which ends with one into it.
        public async Task BeginAsync()
        {
            for (int i = 0; i < 8; i++)
                Assert.Equal("receive, work, done", await FeedAsync(OneCall));
            Assert.Equal("receive, receive, work, done", await FeedAsync(OneCall, count: 4));
        }

        public async Task<string> FeedAsync(byte[] frame, int count = 3)
        {
            _transport.Feed(frame);
            List<string> taken = [];
            while (taken.Count < count)
                taken.Add(await _steps.Reader.ReadAsync().AsTask().WaitAsync(Wire.Deadline));
            return string.Join(", ", taken);
        }

        public async Task EndAsync()
        {
            _transport.FeedEnd();
            Assert.Null((await _reading.WaitAsync(Wire.Deadline)).Error);
            _work.Dispose();
        }

        private GoodbyeFrame? Handle(FrameHeader header, ReadOnlySpan<byte> body)
        {
            _work.Defer(new WorkItem(() =>
            {
                Clock.Advance(WorkTakes);
                DuringWork();
                _steps.Writer.TryWrite("work");
                _work.FlushLater();
            }));
            return null;
        }
    }
}
