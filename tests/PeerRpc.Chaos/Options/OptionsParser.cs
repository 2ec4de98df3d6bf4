using System.Globalization;
using PeerRpc.Chaos.Faults;
using PeerRpc.Chaos.Processes;

namespace PeerRpc.Chaos.Options;

/// <summary>Reads the command line.</summary>
internal static class OptionsParser
{
    private static readonly string[] Transports = ["ws", "tcp"];

    /// <summary>Reads options that are written <c>--name value</c>, switches without a value.</summary>
    /// <exception cref="FormatException">There is no such option, or its value cannot be read.</exception>
    public static ChaosOptions Parse(ReadOnlySpan<string> arguments, ChaosOptions defaults)
    {
        ChaosOptions options = defaults;
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            if (TrySwitch(options, name) is { } switched)
            {
                options = switched;
                continue;
            }
            if (++i == arguments.Length)
                throw new FormatException($"{name} is not known, or needs a value.");
            options = Set(options, name, arguments[i]);
        }
        Check(options);
        return options;
    }

    private static ChaosOptions? TrySwitch(ChaosOptions options, string name) => name switch
    {
        "--expect-no-failures" => options with { ExpectsNoFailures = true },
        "--log" => options with { WritesLogs = true, Keep = true },
        "--keep" => options with { Keep = true },
        _ => null,
    };

    private static ChaosOptions Set(ChaosOptions options, string name, string value) => name switch
    {
        "--seconds" => options with { Duration = Seconds(name, value) },
        "--every" => options with { Every = Seconds(name, value) },
        "--kill" => options with { Kill = Names<RoleKind>(name, value) },
        "--faults" => options with { Faults = Names<FaultKind>(name, value) },
        "--seed" => options with { Seed = Whole(name, value) },
        "--transport" => options with { Transport = value },
        "--callers" => options with { Callers = Whole(name, value) },
        "--callees" => options with { Callees = Whole(name, value) },
        "--rate" => options with { CallsPerSecond = Whole(name, value) },
        "--max-calls" => options with { MostCalls = Whole(name, value) },
        "--window" => options with { Window = Seconds(name, value) },
        "--dead" => options with { DeadAfter = Seconds(name, value) },
        "--max-reconnect" => options with { MostReconnectDelay = Seconds(name, value) },
        "--slack" => options with { Slack = Seconds(name, value) },
        "--count" => options with { Count = Whole(name, value) },
        "--peers" => options with { Peers = Whole(name, value) },
        "--down" => options with { Absence = Seconds(name, value) },
        "--rounds" => options with { Rounds = Whole(name, value) },
        _ => throw new FormatException($"{name} is not known."),
    };

    private static void Check(ChaosOptions options)
    {
        if (!Transports.Contains(options.Transport))
            throw new FormatException("--transport is ws or tcp.");
        if (options.Kill.Contains(RoleKind.Crowd))
            throw new FormatException("--kill takes broker, callee, caller or none.");
        if (options.Every <= TimeSpan.Zero || options.Duration <= TimeSpan.Zero || options.CallsPerSecond <= 0)
            throw new FormatException("--seconds, --every and --rate are larger than zero.");
        if (options.Callers < 1 || options.Callees < 1 || options.Peers < 1 || options.Rounds < 1 || options.Count < 1)
            throw new FormatException("--callers, --callees, --peers, --rounds and --count are at least 1.");
    }

    private static IReadOnlyList<T> Names<T>(string name, string value)
        where T : struct, Enum =>
        value == "none" ? [] : [.. value.Split(',').Select(part => Named<T>(name, part))];

    private static T Named<T>(string name, string value)
        where T : struct, Enum =>
        Enum.TryParse(value, ignoreCase: true, out T parsed) && !int.TryParse(value, out _)
            ? parsed
            : throw new FormatException($"{name} does not know '{value}'.");

    private static TimeSpan Seconds(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds >= 0
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"{name} takes a number of seconds, not '{value}'.");

    private static int Whole(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"{name} takes a number, not '{value}'.");
}
