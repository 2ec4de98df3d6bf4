using System.Globalization;
using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Reads the options of the command line.</summary>
internal static class BenchmarkOptionsParser
{
    private static readonly Dictionary<string, EchoTransport> Transports = new()
    {
        ["ws"] = EchoTransport.WebSocket,
        ["tcp"] = EchoTransport.Tcp,
        ["unix"] = EchoTransport.Unix,
    };

    /// <summary>Reads pairs of a name and a value.</summary>
    /// <exception cref="FormatException">An option is unknown, lacks its value or has a wrong one.</exception>
    public static BenchmarkOptions Parse(
        ReadOnlySpan<string> arguments,
        IReadOnlyList<string> knownSystems,
        IReadOnlyList<string>? defaultSystems = null)
    {
        var options = new BenchmarkOptions { Systems = defaultSystems ?? knownSystems };
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length) throw new FormatException($"{arguments[i]} needs a value.");
            Apply(options, arguments[i], arguments[i + 1], knownSystems);
        }

        return options;
    }

    private static void Apply(BenchmarkOptions options, string name, string value, IReadOnlyList<string> knownSystems)
    {
        switch (name)
        {
            case "--seconds":
                options.Seconds = ParsePositive(name, value);
                break;
            case "--warmup":
                options.Warmup = ParsePositive(name, value);
                break;
            case "--pairs":
                options.Pairs = (int)ParsePositive(name, value);
                break;
            case "--in-flight":
                options.InFlight = [.. value.Split(',').Select(load => (int)ParsePositive(name, load))];
                break;
            case "--bytes":
                options.Bytes = ByteSize.TryParse(value, out long bytes)
                    ? bytes
                    : throw new FormatException($"{name} takes for example 1GiB, 64MiB, 512KiB or 100000.");
                break;
            case "--transport":
                options.Transport = Transports.TryGetValue(value, out EchoTransport transport)
                    ? transport
                    : throw new FormatException($"--transport is one of {string.Join(", ", Transports.Keys)}.");
                break;
            case "--systems":
                options.Systems = ParseSystems(value, knownSystems);
                options.SystemsAreChosen = true;
                break;
            case "--json":
                options.JsonFile = value;
                break;
            default:
                if (!CrowdOptionsParser.TryApply(options.Crowd, name, value))
                    throw new FormatException($"{name} is not an option.");
                break;
        }
    }

    private static double ParsePositive(string name, string value) =>
        double.TryParse(value, CultureInfo.InvariantCulture, out double number) && number is > 0 and <= 3600
            ? number
            : throw new FormatException($"{name} takes a number between 0 and 3600.");

    private static string[] ParseSystems(string value, IReadOnlyList<string> knownSystems)
    {
        string[] systems = value.Split(',');
        return systems.All(knownSystems.Contains)
            ? systems
            : throw new FormatException($"--systems takes some of {string.Join(",", knownSystems)}.");
    }
}
