using System.Reflection;
using BenchmarkDotNet.Attributes;
using PeerRpc.Microbenchmarks.Links;

namespace PeerRpc.Benchmarks.Tests.Micro;

/// <summary>The micro-benchmarks still run: nothing else would tell before somebody measures.</summary>
public class MicrobenchmarkTests
{
    public static TheoryData<string, string> Benchmarks
    {
        get
        {
            var benchmarks = new TheoryData<string, string>();
            IEnumerable<MethodInfo> methods = typeof(LinkBenchmarks).Assembly.GetTypes()
                .SelectMany(type => type.GetMethods())
                .Where(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null);
            foreach (MethodInfo method in methods) benchmarks.Add(method.DeclaringType!.FullName!, method.Name);
            return benchmarks;
        }
    }

    [Theory]
    [MemberData(nameof(Benchmarks))]
    public async Task Benchmark_RunTwice_DoesNotFail(string type, string method)
    {
        Type benchmark = typeof(LinkBenchmarks).Assembly.GetType(type, throwOnError: true)!;
        object instance = Activator.CreateInstance(benchmark)!;
        RunMarked<GlobalSetupAttribute>(instance);

        for (int i = 0; i < 2; i++) await CompleteAsync(benchmark.GetMethod(method)!.Invoke(instance, null));

        RunMarked<GlobalCleanupAttribute>(instance);
    }

    private static void RunMarked<TAttribute>(object instance)
        where TAttribute : Attribute
    {
        foreach (MethodInfo method in instance.GetType().GetMethods()
            .Where(method => method.GetCustomAttribute<TAttribute>() is not null))
        {
            method.Invoke(instance, null);
        }
    }

    private static Task CompleteAsync(object? result) => result switch
    {
        Task task => task,
        ValueTask task => task.AsTask(),
        _ => Task.CompletedTask,
    };
}
