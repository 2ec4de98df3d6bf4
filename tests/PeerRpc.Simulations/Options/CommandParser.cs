using System.Globalization;
using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations.Options;

/// <summary>Reads the command line.</summary>
internal static class CommandParser
{
    public const string Usage =
        """
        PeerRpc.Simulations [--seeds N] [--from N] [--jobs N] [--until-found] [--described N] [--hashes]
                            [--play Calls|Groups|AnyPeer] [--seed N [--trace] [--faults 0,2,...]]
                            [--planted [--only NAME]]
        """;

    private const int TracedEvents = 1_000_000;

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is wrong; the message says how.</exception>
    public static SimulationsCommand Parse(IReadOnlyList<string> arguments)
    {
        var command = new SimulationsCommand();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out string? option))
            command = Apply(command, option, rest);
        return command;
    }

    private static SimulationsCommand Apply(SimulationsCommand command, string option, Queue<string> rest)
    {
        SeedOptions run = command.Run;
        return option switch
        {
            "--seeds" => command with { Seeds = Number(option, rest) },
            "--from" => command with { From = Seed(option, rest) },
            "--jobs" => command with { Jobs = Number(option, rest) },
            "--until-found" => command with { UntilFound = true },
            "--described" => command with { Described = Number(option, rest) },
            "--hashes" => command with { Hashes = true },
            "--seed" => command with { From = Seed(option, rest), Seeds = 1, Jobs = 1 },
            "--trace" => command with { Run = run with { Trace = true, KeptEvents = TracedEvents } },
            "--faults" => command with { Run = run with { Faults = Places(option, rest) } },
            "--play" => command with { Kinds = [Kind(option, rest)] },
            "--planted" => command with { Planted = true },
            "--only" => command with { Only = Value(option, rest) },
            _ => throw new FormatException($"There is no option {option}."),
        };
    }

    private static string Value(string option, Queue<string> rest) =>
        rest.TryDequeue(out string? value) ? value : throw new FormatException($"{option} needs a value.");

    private static int Number(string option, Queue<string> rest) =>
        int.TryParse(Value(option, rest), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new FormatException($"{option} needs a number above 0.");

    private static ulong Seed(string option, Queue<string> rest) =>
        ulong.TryParse(Value(option, rest), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw new FormatException($"{option} needs a seed.");

    private static PlayKind Kind(string option, Queue<string> rest)
    {
        string value = Value(option, rest);
        return Enum.GetValues<PlayKind>().Where(kind => kind.ToString() == value).ToArray() is [var kind]
            ? kind
            : throw new FormatException($"{option} needs one of {string.Join(", ", Enum.GetNames<PlayKind>())}.");
    }

    // None at all is asked for by an empty text.
    private static int[] Places(string option, Queue<string> rest) =>
        [.. Value(option, rest).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(place =>
            int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new FormatException($"{option} needs places of faults, from 0."))];
}
