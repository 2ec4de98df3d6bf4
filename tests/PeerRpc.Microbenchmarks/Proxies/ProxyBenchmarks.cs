using BenchmarkDotNet.Attributes;
using PeerRpc.Microbenchmarks.Contracts;

namespace PeerRpc.Microbenchmarks.Proxies;

/// <summary>A generated proxy: what it takes to write the arguments of a call, without sending it.</summary>
public class ProxyBenchmarks
{
    private readonly IBoard _proxy = Boards.Contract.CreateProxy(new SilentInvoker(Boards.Serializer));

    /// <summary>One text of 16 characters.</summary>
    [Benchmark(Baseline = true)]
    public Task<string> Text() => _proxy.Echo(Boards.Text);

    /// <summary>A type of the user's own, and a number.</summary>
    [Benchmark]
    public Task<Point> Record() => _proxy.Move(Boards.Point, 1);
}
