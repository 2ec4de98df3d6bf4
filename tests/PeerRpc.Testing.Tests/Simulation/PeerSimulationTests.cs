using PeerRpc.Testing.Simulation;
using Xunit;

namespace PeerRpc.Testing.Tests.Simulation;

public class PeerSimulationTests
{
    [Fact]
    public void Run_CallBetweenPeers_GoesThroughOnThisThread()
    {
        int thread = Environment.CurrentManagedThreadId;
        int answer = 0;

        PeerSimulation simulation = Neighbourhood.Run(async (_, all) =>
        {
            answer = await all.Proxy.Echo(42);
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
        });

        Assert.Equal(42, answer);
        Assert.True(simulation.Elapsed > TimeSpan.Zero);
    }

    [Fact]
    public void Run_RestoresTheContextOfTheCaller()
    {
        var context = new SynchronizationContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        SynchronizationContext? inside = context;

        new PeerSimulation(1).Run(() =>
        {
            inside = SynchronizationContext.Current;
            return Task.CompletedTask;
        });

        SynchronizationContext? after = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(before);
        Assert.Null(inside);
        Assert.Same(context, after);
    }

    [Fact]
    public void Run_ASecondTime_SaysWhatToDo()
    {
        var simulation = new PeerSimulation(1);
        simulation.Run(() => Task.CompletedTask);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => simulation.Run(() => Task.CompletedTask));

        Assert.Contains("same seed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddBroker_OutsideOfRun_SaysWhereItBelongs()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => new PeerSimulation(1).AddBroker());

        Assert.Contains("Run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Delay_OfADay_TakesNoTimeButPassesADay()
    {
        var simulation = new PeerSimulation(1, new PeerSimulationOptions { TimeLimit = TimeSpan.FromDays(2) });
        DateTimeOffset end = default;

        simulation.Run(async () =>
        {
            DateTimeOffset start = simulation.Time.GetUtcNow();
            await simulation.Delay(TimeSpan.FromDays(1));
            end = simulation.Time.GetUtcNow();
            Assert.Equal(TimeSpan.FromDays(1), end - start);
        });

        Assert.Equal(TimeSpan.FromDays(1), simulation.Elapsed);
        Assert.Equal(new DateTimeOffset(2000, 1, 2, 0, 0, 0, TimeSpan.Zero), end);
    }

    [Fact]
    public void Yield_LetsOtherWorkRunAndNoTimePass()
    {
        var simulation = new PeerSimulation(1, new PeerSimulationOptions { ReorderWork = false });
        List<string> order = [];

        simulation.Run(async () =>
        {
            Task other = OtherAsync();
            order.Add("first");
            await simulation.Yield();
            order.Add("third");
            await other;
        });

        Assert.Equal(["other", "first", "second", "third"], order);
        Assert.Equal(TimeSpan.Zero, simulation.Elapsed);

        async Task OtherAsync()
        {
            order.Add("other");
            await simulation.Yield();
            order.Add("second");
        }
    }

    [Fact]
    public void Run_CodeThrows_NamesTheSeedAndTheLastEvents()
    {
        var simulation = new PeerSimulation(77);

        SimulationException error = Assert.Throws<SimulationException>(() => simulation.Run(async () =>
        {
            simulation.AddBroker();
            await simulation.Delay(TimeSpan.FromSeconds(1));
            simulation.Note("about to throw");
            throw new FormatException("wrong");
        }));

        Assert.IsType<FormatException>(error.InnerException);
        Assert.Contains("Seed 77", error.Message, StringComparison.Ordinal);
        Assert.Contains("wrong", error.Message, StringComparison.Ordinal);
        Assert.Contains("about to throw", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingCanHappenAnyMore_SaysWhoWaits()
    {
        var simulation = new PeerSimulation(1);

        SimulationException error = Assert.Throws<SimulationException>(() => simulation.Run(async () =>
        {
            simulation.AddPeer("lonely");
            await new TaskCompletionSource().Task;
        }));

        Assert.Contains("everybody waits", error.Message, StringComparison.Ordinal);
        Assert.Contains("lonely: running", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OnlyPingsHappenAnyMore_EndsAtTheTimeLimitAndShowsTheConnections()
    {
        SimulationException error = Assert.Throws<SimulationException>(() => Neighbourhood.Run(
            (_, _) => new TaskCompletionSource().Task,
            options: new PeerSimulationOptions { TimeLimit = TimeSpan.FromMinutes(2) }));

        Assert.Contains("00:02:00 of virtual time", error.Message, StringComparison.Ordinal);
        Assert.Contains("alice to broker", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CodeGoesRoundInCircles_IsStopped()
    {
        var simulation = new PeerSimulation(1, new PeerSimulationOptions { KeptEvents = 0 });

        SimulationException error = Assert.Throws<SimulationException>(() => simulation.Run(async () =>
        {
            while (true)
                await simulation.Yield();
        }));

        Assert.Contains("round in circles", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CallFromAnotherThread_FailsAndSaysWhatToLookFor()
    {
        SimulationException error = Assert.Throws<SimulationException>(() => Neighbourhood.Run(
            async (_, all) =>
            {
                await Task.Run(() => 1);
                await all.Proxy.Echo(1);
            }));

        Assert.Contains("Task.Run", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Run_CallFromAnotherThread_FailsAndSaysWhatToLookFor), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EndsOnAnotherThread_Fails()
    {
        var simulation = new PeerSimulation(1);

        SimulationException error = Assert.Throws<SimulationException>(
            () => simulation.Run(async () => await Task.Run(() => 1)));

        Assert.Contains("has come to run on thread", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_HandlerLeavesTheThread_FailsToo()
    {
        SimulationException error = Assert.Throws<SimulationException>(() => Neighbourhood.Run(async (_, all) =>
        {
            all.BobClient!.RegisterController<IGreeting>(new Straying());
            await all.Client.Peer("bob").Controller<IGreeting>().Greet("x");
        }));

        Assert.Contains("has come to run on thread", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ProgramThrows_NamesTheNode()
    {
        var simulation = new PeerSimulation(1);

        SimulationException error = Assert.Throws<SimulationException>(() => simulation.Run(async () =>
        {
            simulation.AddPeer("bob", async bob => await bob.ConnectAsync());
            await simulation.Delay(TimeSpan.FromMinutes(1));
        }));

        Assert.Contains("'bob'", error.Message, StringComparison.Ordinal);
        Assert.IsType<PeerRpcException>(error.InnerException);
    }

    [Fact]
    public void RunSeeds_OneFails_NamesItAndRunsNoOther()
    {
        List<ulong> seeds = [];

        SimulationException error = Assert.Throws<SimulationException>(() => PeerSimulation.RunSeeds(
            10, 5,
            simulation =>
            {
                seeds.Add(simulation.Seed);
                return simulation.Seed == 12 ? Task.FromException(new FormatException()) : Task.CompletedTask;
            }));

        Assert.Equal([10UL, 11UL, 12UL], seeds);
        Assert.Contains("Seed 12", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Note_IsAmongTheEventsAndInTheHash()
    {
        PeerSimulation one = Noting("one");
        PeerSimulation two = Noting("two");

        Assert.Contains(one.GetLastEvents(), line => line.EndsWith("one", StringComparison.Ordinal));
        Assert.NotEqual(one.TraceHash, two.TraceHash);
        Assert.Equal(one.TraceHash, Noting("one").TraceHash);

        static PeerSimulation Noting(string text)
        {
            var simulation = new PeerSimulation(1);
            simulation.Run(() =>
            {
                simulation.Note(text);
                return Task.CompletedTask;
            });
            return simulation;
        }
    }

    [Fact]
    public void LogLevel_Debug_PutsWhatTheBrokerLogsAmongTheEvents()
    {
        PeerSimulation simulation = Neighbourhood.Run(
            async (simulation, all) =>
            {
                await all.Client.DisposeAsync();
                await simulation.Delay(TimeSpan.FromSeconds(1));
            },
            options: new PeerSimulationOptions { LogLevel = Microsoft.Extensions.Logging.LogLevel.Debug });

        Assert.Contains(simulation.GetLastEvents(), line => line.Contains("Log      broker Debug", StringComparison.Ordinal));
    }

    [Fact]
    public void Random_DrawnFromByTheTest_ChangesNothingElse()
    {
        ulong with = Neighbourhood.Run(async (simulation, all) =>
        {
            for (int i = 0; i < 100; i++)
                simulation.Random.Next();
            await all.Proxy.Echo(1);
        }).TraceHash;
        ulong without = Neighbourhood.Run(async (_, all) => await all.Proxy.Echo(1)).TraceHash;

        Assert.Equal(without, with);
    }

    [Fact]
    public void SourceThatWaits_BlocksNobody()
    {
        int received = 0;

        Neighbourhood.Run(async (simulation, all) =>
        {
            var done = new TaskCompletionSource();
            using IDisposable blobs = all.Proxy.Blobs(50).Subscribe(new Counter(() => received++, done));
            await done.Task;
        });

        Assert.Equal(50, received);
    }

    private sealed class Straying : IGreeting
    {
        public async Task<string> Greet(string name, PeerCall? call)
        {
            await Task.Yield();
            return name;
        }
    }

    private sealed class Counter(Action count, TaskCompletionSource done) : IObserver<byte[]>
    {
        public void OnNext(byte[] value) => count();

        public void OnCompleted() => done.SetResult();

        public void OnError(Exception error) => done.SetException(error);
    }
}
