using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace PeerRpc.Microbenchmarks;

/// <summary>Runs the benchmarks that the command line selects; see the README.</summary>
internal static class Program
{
    private static void Main(string[] arguments) =>
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, Config());

    // In this process: the other way builds a project of its own for each run, with the rules of this repository, which
    // generated code does not keep. As a mutator it holds for whatever job the command line asks for.
    private static ManualConfig Config() => DefaultConfig.Instance
        .AddJob(new Job().WithToolchain(InProcessEmitToolchain.Instance).AsMutator())
        .AddDiagnoser(MemoryDiagnoser.Default)
        .HideColumns(Column.Job, Column.Toolchain);
}
