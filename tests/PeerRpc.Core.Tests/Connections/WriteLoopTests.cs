using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public class WriteLoopTests
{
    private readonly ScriptedTransport _transport = new();
    private readonly OutboundQueue _queue = new(1024 * 1024);
    private readonly ManualClock _clock = new();

    [Fact]
    public void Flush_WhileNothingIsBeingSent_SendsOnTheSameThreadAllThatHasGathered()
    {
        var loop = new WriteLoop(_transport, _queue, new RoomCallback(), _clock, WorkScheduler.Pool);
        _ = loop.RunAsync();
        Append(1);
        Append(2);
        Assert.Empty(_transport.Sends);

        loop.Flush();

        Assert.Equal(2, Wire.Cut(Assert.Single(_transport.Sends)).Count);
    }

    [Fact]
    public async Task Flush_WhileSomethingIsBeingSent_LetsTheRestGather()
    {
        var gate = new TaskCompletionSource();
        var loop = new WriteLoop(_transport, _queue, new RoomCallback(), _clock, WorkScheduler.Pool);
        Task running = loop.RunAsync();
        _transport.BeforeSend = gate.Task;
        Append(1);
        loop.Flush();
        for (uint label = 2; label < 10; label++)
        {
            Append(label);
            loop.Flush();
        }

        gate.SetResult();
        loop.Close();
        await running.WaitAsync(Wire.Deadline);

        Assert.Equal([1, 8], _transport.Sends.Select(batch => Wire.Cut(batch).Count));
    }

    [Fact]
    public async Task Close_WithFramesQueued_SendsThemAndClosesTheOutput()
    {
        bool told = false;
        var owner = new RoomCallback(onClosed: () => told = _transport.OutputClosed);
        var loop = new WriteLoop(_transport, _queue, owner, _clock, WorkScheduler.Pool);
        Task running = loop.RunAsync();
        Append(1);

        loop.Close();

        await running.WaitAsync(Wire.Deadline);
        Assert.Single(_transport.Sends);
        Assert.True(told);
    }

    [Fact]
    public async Task Transport_ThatBreaks_IsCutOff_AndTheLoopEndsWithItsError()
    {
        bool closed = false;
        var owner = new RoomCallback(onClosed: () => closed = true);
        var loop = new WriteLoop(_transport, _queue, owner, _clock, WorkScheduler.Pool);
        _transport.BeforeSend = Task.FromException(new IOException("gone"));
        Task running = loop.RunAsync();
        Append(1);

        loop.Flush();

        await Assert.ThrowsAsync<IOException>(() => running.WaitAsync(Wire.Deadline));
        Assert.True(_transport.Aborted);
        Assert.False(closed);
    }

    [Fact]
    public void Room_IsToldBeforeEachSend_AndWhatIsAddedThenGoesOutNext()
    {
        WriteLoop? loop = null;
        int told = 0;
        loop = new WriteLoop(_transport, _queue, new RoomCallback(() =>
        {
            if (told++ == 0)
                Append(2);
        }), _clock, WorkScheduler.Pool);
        _ = loop.RunAsync();
        Append(1);

        loop.Flush();

        Assert.Equal(2, told);
        Assert.Equal([1u, 2u], _transport.Sends.Select(batch => Assert.Single(Wire.Cut(batch)).Header.Label));
    }

    [Fact]
    public async Task ScheduleFlush_SendsSoon()
    {
        var sent = new TaskCompletionSource();
        var loop = new WriteLoop(_transport, _queue, new RoomCallback(sent.SetResult), _clock, WorkScheduler.Pool);
        _ = loop.RunAsync();
        Append(1);

        loop.ScheduleFlush();

        await sent.Task.WaitAsync(Wire.Deadline);
    }

    [Fact]
    public async Task LongBatch_ThatIsTakenQuickly_GoesOutInLargerAndLargerParts()
    {
        var loop = new WriteLoop(_transport, _queue, new RoomCallback(), _clock, WorkScheduler.Pool);
        Task running = loop.RunAsync();
        AppendLong();

        loop.Close();
        await running.WaitAsync(Wire.Deadline);

        Assert.Equal([64, 128, 256, 52], _transport.Sends.Select(part => part.Length / 1024));
        Assert.Equal(_transport.Sends.Sum(part => part.Length), loop.Sent);
    }

    [Fact]
    public async Task LongBatch_ThatIsTakenSlowly_GoesOutInSmallParts()
    {
        var loop = new WriteLoop(_transport, _queue, new RoomCallback(), _clock, WorkScheduler.Pool);
        _transport.OnSend = () => _clock.Advance(TimeSpan.FromSeconds(2));
        Task running = loop.RunAsync();
        AppendLong();

        loop.Close();
        await running.WaitAsync(Wire.Deadline);

        Assert.All(_transport.Sends, part => Assert.InRange(part.Length, 1, 64 * 1024));
    }

    private void AppendLong()
    {
        lock (_queue.Gate)
        {
            for (int i = 0; i < 10; i++)
                _queue.Append(FrameKind.Data, 1, new byte[50 * 1024]);
        }
    }

    private void Append(uint label)
    {
        lock (_queue.Gate)
            _queue.Append(FrameKind.CloseRoute, label, []);
    }
}
