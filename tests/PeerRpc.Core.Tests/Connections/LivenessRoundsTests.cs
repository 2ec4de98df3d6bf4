using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Connections;

public sealed class LivenessRoundsTests : IDisposable
{
    private static readonly LivenessTimes Times = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(25));

    private readonly ManualClock _clock = new();
    private readonly List<(ScriptedTransport Transport, FrameConnection Connection)> _connections = [];
    private readonly OwnRounds _scheduler;

    public LivenessRoundsTests() => _scheduler = new OwnRounds(new LivenessRounds(Times.Period, _clock));

    public void Dispose()
    {
        _connections.ForEach(each => each.Connection.Abort());
    }

    [Fact]
    public void Connections_ThatAreSilent_AreAllPingedOnce_AFewAtATime()
    {
        for (int i = 0; i < 95; i++)
            Watch();
        int most = 0;
        for (int tick = 0; tick < 51; tick++)
        {
            int before = Pings();
            _clock.Advance(TimeSpan.FromSeconds(0.25));
            most = Math.Max(most, Pings() - before);
        }

        Assert.Equal(95, Pings());
        Assert.InRange(most, 1, 10);
    }

    [Fact]
    public void Connections_ThatStaySilent_AreAllCut()
    {
        for (int i = 0; i < 25; i++)
            Watch();

        Pass(25);

        Assert.All(_connections, each => Assert.True(each.Transport.Aborted));
    }

    [Fact]
    public void Leaving_InAnyOrder_LeavesTheOthersWatched()
    {
        List<Liveness> watched = [.. Enumerable.Range(0, 40).Select(_ => Watch())];
        var random = new Random(7);
        List<int> left = [.. Enumerable.Range(0, 40).OrderBy(_ => random.Next()).Take(25)];
        foreach (int index in left)
        {
            watched[index].Dispose();
            watched[index].Dispose();
        }

        Pass(25);

        for (int i = 0; i < 40; i++)
            Assert.Equal(!left.Contains(i), _connections[i].Transport.Aborted);
    }

    [Fact]
    public void Timer_OfNobody_IsNotThere()
    {
        Liveness last = Watch();
        int watching = _clock.TimerCount;

        last.Dispose();
        last.Dispose();

        Assert.Equal(watching - 1, _clock.TimerCount);
    }

    [Fact]
    public void Rounds_OfTheSystemsClock_AreTheSameForAllClientsOfTheProcess()
    {
        TimeSpan period = TimeSpan.FromHours(3);

        Assert.Same(
            WorkScheduler.Pool.GetRounds(period, TimeProvider.System),
            WorkScheduler.Pool.GetRounds(period, TimeProvider.System));
    }

    private Liveness Watch()
    {
        var transport = new ScriptedTransport();
        var connection = new FrameConnection(transport, 1024 * 1024, _clock, WorkScheduler.Pool);
        _connections.Add((transport, connection));
        _ = connection.RunAsync(new FrameRecorder());
        return new Liveness(connection, Times, _clock, _scheduler);
    }

    private int Pings() => _connections.Sum(
        each => Wire.Cut(each.Transport.Sent).Count(frame => frame.Header.Kind == FrameKind.Ping));

    private void Pass(int seconds)
    {
        for (int step = 0; step < seconds * 4; step++)
            _clock.Advance(TimeSpan.FromSeconds(0.25));
    }

    // The scheduler of a process, which has one set of rounds.
    private sealed class OwnRounds(LivenessRounds rounds) : WorkScheduler
    {
        public override void Defer(IThreadPoolWorkItem work) => Pool.Defer(work);

        public override void DeferForgotten(IThreadPoolWorkItem work) => Pool.Defer(work);

        public override void Watch(IStallable work) => Pool.Watch(work);

        public override void WaitForPulse(object monitor) => Pool.WaitForPulse(monitor);

        public override LivenessRounds GetRounds(TimeSpan period, TimeProvider time) => rounds;
    }
}
