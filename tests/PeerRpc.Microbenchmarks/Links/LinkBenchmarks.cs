using BenchmarkDotNet.Attributes;
using PeerRpc.Microbenchmarks.Contracts;

namespace PeerRpc.Microbenchmarks.Links;

/// <summary>
/// Whole calls on one thread: proxy, link, dispatcher, method, and the way back. What a call costs both ends together,
/// without connections, the broker and the thread pool.
/// </summary>
public class LinkBenchmarks
{
    private const int Gathered = 64;
    private readonly Task<string>[] _calls = new Task<string>[Gathered];
    private LinkedPair? _pair;

    private LinkedPair Pair => _pair ?? throw new InvalidOperationException("There is no link.");

    /// <summary>Opens the link.</summary>
    [GlobalSetup]
    public void Setup() => _pair = new LinkedPair(new Board());

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public void Cleanup() => _pair?.Dispose();

    /// <summary>One call.</summary>
    [Benchmark(Baseline = true)]
    public string OneCall()
    {
        Task<string> call = Pair.Proxy.Echo(Boards.Text);
        Pair.Deliver();
        return ResultOf(call);
    }

    /// <summary>64 calls that travel together; the figure is for one.</summary>
    [Benchmark(OperationsPerInvoke = Gathered)]
    public int GatheredCalls()
    {
        for (int i = 0; i < Gathered; i++) _calls[i] = Pair.Proxy.Echo(Boards.Text);
        Pair.Deliver();
        int characters = 0;
        foreach (Task<string> call in _calls) characters += ResultOf(call).Length;
        return characters;
    }

    private static string ResultOf(Task<string> call) =>
        call.IsCompletedSuccessfully ? call.Result : throw new InvalidOperationException("The call has no answer.");
}
