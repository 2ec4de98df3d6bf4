using PeerRpc.Core.Connections;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public sealed class DeferredWorkTests : IDisposable
{
    private readonly ManualResetEventSlim _release = new();
    private readonly ManualResetEventSlim _blocked = new();
    private readonly ManualResetEventSlim _ran = new();
    private readonly ManualResetEventSlim _flushed = new();

    public void Dispose()
    {
        _release.Set();
        _release.Dispose();
        _blocked.Dispose();
        _ran.Dispose();
        _flushed.Dispose();
    }

    [Fact]
    public void Item_ThatBlocks_HoldsUpOthersForAMoment()
    {
        using var work = new DeferredWork(new NoOutput(), TimeProvider.System, WorkScheduler.Pool);
        work.Defer(new WorkItem(Block));
        work.Defer(new WorkItem(_ran.Set));
        Thread runner = Start(work);

        Assert.True(_ran.Wait(Wire.Deadline));

        Assert.True(_blocked.IsSet);
        End(runner);
    }

    [Fact]
    public void Item_ThatBlocks_DoesNotHoldUpWhatWasSentBefore()
    {
        using var work = new DeferredWork(new NoOutput(_flushed.Set), TimeProvider.System, WorkScheduler.Pool);
        work.Defer(new WorkItem(work.FlushLater));
        work.Defer(new WorkItem(Block));
        Thread runner = Start(work);

        Assert.True(_flushed.Wait(Wire.Deadline));

        Assert.True(_blocked.Wait(Wire.Deadline));
        End(runner);
    }

    [Fact]
    public void Items_RunInTheirOrder_AndAreFlushedOnceAtTheEnd()
    {
        List<string> done = [];
        using var work = new DeferredWork(
            new NoOutput(() => done.Add("flush")), TimeProvider.System, new ManualScheduler());
        foreach (string name in (string[])["a", "b", "c"])
        {
            work.Defer(new WorkItem(() =>
            {
                done.Add(name);
                work.FlushLater();
            }));
        }

        work.Publish();
        work.Run();

        Assert.Equal(["a", "b", "c", "flush"], done);
    }

    [Fact]
    public void Look_AtWorkThatMovesOn_BringsNobody()
    {
        var scheduler = new ManualScheduler();
        IStallable? watched = null;
        using var work = new DeferredWork(new NoOutput(), TimeProvider.System, scheduler);
        bool lookedTwice = false;
        work.Defer(new WorkItem(() =>
        {
            watched = work;
            watched.Look();
        }));
        work.Defer(new WorkItem(() =>
        {
            watched!.Look();
            Assert.Equal(0, scheduler.Count);
            // Nothing has moved on between these two.
            watched.Look();
            lookedTwice = true;
        }));
        work.Defer(new WorkItem(() => { }));

        work.Publish();
        work.Run();

        Assert.True(lookedTwice);
        Assert.Equal(1, scheduler.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Look_AtWorkThatAReaderWaitsFor_BringsAnotherThread_ThoughItMovesOn(bool comesInTime)
    {
        var scheduler = new ManualScheduler();
        var reader = new CountingReader();
        using var work = new DeferredWork(new NoOutput(), TimeProvider.System, scheduler);
        IStallable watched = work;
        work.Defer(new WorkItem(() => watched.Look()));
        work.Defer(new WorkItem(() =>
        {
            Assert.Equal(0, scheduler.Count);
            watched.Look();
            Assert.Equal(1, scheduler.Count);
            if (comesInTime)
                scheduler.RunAll();
        }));

        work.Publish();
        bool readsOn = work.RunBefore(reader);
        scheduler.RunAll();

        // Exactly one of the two reads on.
        Assert.Equal(!comesInTime, readsOn);
        Assert.Equal(comesInTime ? 1 : 0, reader.Reads);
    }

    [Fact]
    public void Work_ThatAReaderHadToBeTakenFrom_DoesNotComeFirstAnyMore()
    {
        var scheduler = new ManualScheduler();
        using var work = new DeferredWork(new NoOutput(), new ManualClock(), scheduler);
        for (int i = 0; i < 6; i++)
        {
            work.Defer(new WorkItem(() =>
            {
                ((IStallable)work).Look();
                ((IStallable)work).Look();
                scheduler.RunAll();
            }));
            work.Publish();
            Assert.False(work.RunBefore(new CountingReader()));
        }
        work.Defer(new WorkItem(() => { }));

        Assert.False(work.ComesFirst());
    }

    [Fact]
    public void Look_AtWorkOfAnotherBatchEachTime_BringsNobody()
    {
        var scheduler = new ManualScheduler();
        using var work = new DeferredWork(new NoOutput(), TimeProvider.System, scheduler);
        for (int i = 0; i < 3; i++)
        {
            work.Defer(new WorkItem(() => ((IStallable)work).Look()));
            work.Publish();

            Assert.True(work.RunBefore(new CountingReader()));
        }
        Assert.Equal(0, scheduler.Count);
    }

    [Fact]
    public void Look_AtWorkThatRests_EndsTheWatchInTheEnd()
    {
        using var work = new DeferredWork(new NoOutput(), TimeProvider.System, new ManualScheduler());
        work.Publish();
        work.Run();

        int looks = 1;
        while (((IStallable)work).Look() != WatchedState.Over)
            looks++;

        Assert.InRange(looks, 2, 1000);
    }

    private void Block()
    {
        _blocked.Set();
        _release.Wait(Wire.Deadline);
    }

    private static Thread Start(DeferredWork work)
    {
        work.Publish();
        var runner = new Thread(work.Run);
        runner.Start();
        return runner;
    }

    private void End(Thread runner)
    {
        _release.Set();
        Assert.True(runner.Join(Wire.Deadline));
    }

    private sealed class CountingReader : IReader
    {
        public int Reads { get; private set; }

        public void Read() => Reads++;
    }
}
