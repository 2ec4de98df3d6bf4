using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Product;
using PeerRpc.Benchmarks.Workers;
using PeerRpc.Client;

namespace PeerRpc.Benchmarks.Scenarios.Workers;

/// <summary>Jobs for eight workers of different speed, shared out by <see cref="AnyPeer"/>.</summary>
/// <remarks>
/// 1. Broker, workers and caller are clients of one process, over TCP. A job is a wait, so that the workers do not
/// compete for the processor. 2. The caller keeps four jobs per worker under way until the lot is done, once
/// undisturbed and once while each second a worker crashes and another one takes its place. 3. The ideal is computed
/// from how long the jobs of each worker really took in the same run. 4. What the choice costs is measured with calls
/// that do nothing, by id and to any peer, in alternation.
/// </remarks>
internal sealed class WorkersScenario(BenchmarkOptions options, TimeProvider time, TextWriter output)
{
    /// <summary>What can be measured: by what a worker is chosen.</summary>
    public static readonly string[] Orders = ["least-in-flight", "round-robin"];

    private const int Places = 8;
    private const int JobsPerWorker = 4;
    private const int EchoesInFlight = 64;

    private static readonly TimeSpan FastestJob = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);

    /// <summary>Measures and prints; gives back everything for the JSON file.</summary>
    public async Task<WorkersReport> RunAsync()
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        await using IEchoBroker broker = await ProductBroker.StartAsync(EchoTransport.Tcp, Window, default);
        List<WorkersRun> runs = [];
        List<ChoiceRun> choices = [];
        for (int pair = 1; pair <= options.Pairs; pair++)
        {
            foreach (string order in options.Systems)
            {
                runs.Add(await ShareOutAsync(broker.Address, pair, order, crashes: false));
                runs.Add(await ShareOutAsync(broker.Address, pair, order, crashes: true));
            }
        }
        for (int pair = 0; pair <= options.Pairs; pair++)
        {
            ChoiceRun choice = await CompareAsync(broker.Address, pair);
            if (pair > 0)
                choices.Add(choice);
        }
        var report = new WorkersReport(startedAt, options, Measurement.MachineFacts.Read(), runs, choices);
        foreach (WorkersRun run in runs)
            await output.WriteLineAsync(WorkersTable.LineOf(run));
        foreach (ChoiceRun choice in choices)
            await output.WriteLineAsync(WorkersTable.LineOf(choice));
        WorkersTable.Write(report, output);
        return report;
    }

    private async Task<WorkersRun> ShareOutAsync(Uri broker, int pair, string order, bool crashes)
    {
        // A name of a worker that has crashed is kept for a while.
        string crew = $"{order}-{pair}-{(crashes ? "crashing" : "safe")}";
        WorkerPlace[] places = [.. Enumerable.Range(1, Places)
            .Select(number => new WorkerPlace(broker, $"{crew}-{number}", FastestJob * number, time))];
        await using PeerClient caller = await PeerClient.ConnectAsync(broker);
        try
        {
            foreach (WorkerPlace place in places)
                await place.HireAsync(default);
            AnyPeer any = caller.AnyPeer(WorkerPlace.Skill);
            IWorker worker = (order == Orders[1] ? any.RoundRobin() : any).Controller<IWorker>();
            await Task.WhenAll(Enumerable.Range(0, Places * JobsPerWorker).Select(_ => worker.WorkAsync()));
            return await ShareOutAsync(worker, places, pair, order, crashes);
        }
        finally
        {
            foreach (WorkerPlace place in places)
                await place.DisposeAsync();
        }
    }

    private async Task<WorkersRun> ShareOutAsync(
        IWorker worker, WorkerPlace[] places, int pair, string order, bool crashes)
    {
        int jobs = (int)(places.Sum(place => place.Work.JobsPerSecond) * options.Seconds);
        long[] before = [.. places.Select(place => place.Work.Jobs)];
        int left = jobs;
        int failures = 0;
        using var over = new CancellationTokenSource();
        long start = time.GetTimestamp();
        Task<int> crashing = crashes ? CrashAsync(places, over.Token) : Task.FromResult(0);
        await Task.WhenAll(Enumerable.Range(0, Places * JobsPerWorker).Select(_ => WorkAsync()));
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        await over.CancelAsync();
        double ideal = jobs / places.Sum(place => place.Work.JobsPerSecond);
        return new WorkersRun(
            pair, order, await crashing, jobs, failures, seconds, ideal,
            [.. places.Zip(before, (place, earlier) => place.Work.Jobs - earlier)]);

        async Task WorkAsync()
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                try
                {
                    await worker.WorkAsync();
                }
                catch (PeerRpcException)
                {
                    Interlocked.Increment(ref failures);
                }
            }
        }
    }

    private async Task<int> CrashAsync(WorkerPlace[] places, CancellationToken over)
    {
        for (int crashes = 0; ; crashes++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested)
                return crashes;
            WorkerPlace place = places[crashes % places.Length];
            place.Crash();
            await place.HireAsync(default);
        }
    }

    private async Task<ChoiceRun> CompareAsync(Uri broker, int pair)
    {
        List<PeerClient> clients = [];
        try
        {
            for (int i = 0; i < Places; i++)
            {
                PeerClient callee = await PeerClient.ConnectAsync(broker);
                clients.Add(callee);
                callee.RegisterController<IEcho>(new Product.Echo());
                await callee.Directory.PublishAsync(new PeerProfile { Capabilities = ["echo"] });
                await callee.RegisterAsPeerAsync($"echo-{pair}-{i}");
            }
            PeerClient caller = await PeerClient.ConnectAsync(broker);
            clients.Add(caller);
            // Eight peers as well: one connection for all calls would gather more of them in each batch.
            IEcho[] each = [.. Enumerable.Range(0, Places)
                .Select(i => caller.Peer($"echo-{pair}-{i}").Controller<IEcho>())];
            IEcho any = caller.AnyPeer("echo").RoundRobin().Controller<IEcho>();
            (double ones, double oneBytes) = await EchoAsync(i => each[i % Places]);
            (double anys, double anyBytes) = await EchoAsync(_ => any);
            return new ChoiceRun(pair, ones, anys, oneBytes, anyBytes);
        }
        finally
        {
            foreach (PeerClient client in clients)
                await client.DisposeAsync();
        }
    }

    private async Task<(double CallsPerSecond, double BytesPerCall)> EchoAsync(Func<int, IEcho> proxy)
    {
        int turn = 0;
        long calls = 0;
        await Task.WhenAll(Enumerable.Range(0, EchoesInFlight).Select(_ => proxy(turn++).Echo("warm")));
        long bytes = GC.GetTotalAllocatedBytes();
        long start = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, EchoesInFlight).Select(_ => CallAsync()));
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        return (calls / seconds, (double)(GC.GetTotalAllocatedBytes() - bytes) / calls);

        async Task CallAsync()
        {
            while (time.GetElapsedTime(start).TotalSeconds < options.Seconds)
            {
                await proxy(Interlocked.Increment(ref turn) & int.MaxValue).Echo("0123456789abcdef");
                Interlocked.Increment(ref calls);
            }
        }
    }
}
