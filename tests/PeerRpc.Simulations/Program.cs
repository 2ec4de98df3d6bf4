using System.Diagnostics;
using PeerRpc.Simulations.Runs;

ulong from = 1;
int count = 100;
int jobs = 1;
int most = 5;
ulong? only = null;
var options = new SeedOptions();
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--from": from = ulong.Parse(args[++i]); break;
        case "--seeds": count = int.Parse(args[++i]); break;
        case "--jobs": jobs = int.Parse(args[++i]); break;
        case "--most": most = int.Parse(args[++i]); break;
        case "--seed": only = ulong.Parse(args[++i]); break;
        case "--trace": options = options with { Trace = true, KeptEvents = 1_000_000 }; break;
        case "--faults": options = options with { Faults = [.. args[++i].Split(',').Select(int.Parse)] }; break;
    }
}
if (only is { } seed)
    (from, count) = (seed, 1);
long begin = Stopwatch.GetTimestamp();
var results = new SeedResult[count];
int next = -1;
Thread[] threads = [.. Enumerable.Range(0, jobs).Select(_ => new Thread(() =>
{
    int i;
    while ((i = Interlocked.Increment(ref next)) < count)
    {
        SeedResult r = SeedRun.Run(from + (ulong)i, options);
        results[i] = r;
        if (r.Violations.Count > 0)
            Console.WriteLine($"seed {r.Seed}: {string.Join(", ", r.Violations.GroupBy(v => v.Rule).Select(g => $"{g.Key} {g.Count()}"))}");
    }
}, 16 * 1024 * 1024))];
foreach (Thread t in threads) t.Start();
foreach (Thread t in threads) t.Join();
double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
foreach (SeedResult r in results.Where(r => r.Violations.Count > 0).Take(most))
{
    Console.WriteLine($"--- seed {r.Seed}");
    foreach (SeedViolation v in r.Violations.Take(4))
        Console.WriteLine($"{v.Rule}: {(v.Text.Length > 30000 ? v.Text[..30000] : v.Text)}");
}
if (options.Trace)
    foreach (string line in results[0].LastEvents) Console.WriteLine(line);
Console.WriteLine($"{count} seeds, {results.Sum(r => r.Operations)} operations, {results.Sum(r => r.Steps)} steps, {seconds:0.0} s, {count / seconds:0.0} seeds/s, worst virtual {results.Max(r => r.Elapsed)}");
foreach (var g in results.SelectMany(r => r.Outcomes).GroupBy(p => p.Key).OrderByDescending(g => g.Sum(p => p.Value)))
    Console.WriteLine($"  {g.Key} {g.Sum(p => p.Value)}");
foreach (var g in results.SelectMany(r => r.Faults).GroupBy(p => p.Key))
    Console.WriteLine($"  {g.Key} {g.Sum(p => p.Value)}");
Console.WriteLine($"violations in {results.Count(r => r.Violations.Count > 0)} seeds");
foreach (var g in results.SelectMany(r => r.Violations.Select(v => v.Rule).Distinct()).GroupBy(r => r))
    Console.WriteLine($"  {g.Key} in {g.Count()} seeds");
return results.Any(r => r.Violations.Count > 0) ? 1 : 0;
