using System.Collections;
using System.Runtime;
using System.Runtime.InteropServices;

namespace PeerRpc.Benchmarks.Measurement;

/// <summary>What a figure depends on besides the code.</summary>
/// <param name="Cores">Processors the processes may use.</param>
/// <param name="Processor">Its model, where the system tells.</param>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Framework">The .NET version.</param>
/// <param name="ServerGarbageCollection">Server or workstation collector.</param>
/// <param name="ConcurrentGarbageCollection">Whether full collections run beside the program.</param>
/// <param name="TieredPgo">Whether the second tier is compiled with what the first has seen.</param>
/// <param name="RuntimeVariables">The DOTNET_ variables of the environment; they may override all of the above.</param>
internal sealed record MachineFacts(
    int Cores,
    string Processor,
    string OperatingSystem,
    string Framework,
    bool ServerGarbageCollection,
    bool ConcurrentGarbageCollection,
    bool TieredPgo,
    IReadOnlyDictionary<string, string> RuntimeVariables)
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string ProcessorLine = "model name";
    private const string RuntimePrefix = "DOTNET_";

    /// <summary>Reads them from this process; its children run the same program in the same environment.</summary>
    public static MachineFacts Read() => new(
        Environment.ProcessorCount,
        ReadProcessor(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        GCSettings.IsServerGC,
        Switch("System.GC.Concurrent"),
        Switch("System.Runtime.TieredPGO"),
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(entry => ((string)entry.Key).StartsWith(RuntimePrefix, StringComparison.Ordinal))
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? ""));

    private static bool Switch(string name) => AppContext.TryGetSwitch(name, out bool enabled) && enabled;

    private static string ReadProcessor()
    {
        IEnumerable<string> lines = File.Exists(ProcessorFile) ? File.ReadLines(ProcessorFile) : [];
        string? line = lines.FirstOrDefault(text => text.StartsWith(ProcessorLine, StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
