using System.CommandLine;
using System.CommandLine.Parsing;

namespace FileShare.Commands;

/// <summary>The options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<Uri> Broker { get; } = new("--broker")
    {
        Description = "The broker's address, ws://HOST:PORT/PATH or wss://...",
        DefaultValueFactory = _ => new Uri("ws://127.0.0.1:5198/peers"),
        CustomParser = ParseAddress,
        Recursive = true,
    };

    public static Option<bool> Overwrite { get; } = new("--overwrite")
    {
        Description = "Replace files that are there, without asking.",
    };

    public static Option<int> Parallel { get; } = new("--parallel")
    {
        Description = "How many files to transfer at the same time, 1 to 64.",
        DefaultValueFactory = _ => 8,
        CustomParser = ParseParallel,
    };

    private static Uri? ParseAddress(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens.Single().Value, UriKind.Absolute, out Uri? address)
            && address.Scheme is ("ws" or "wss"))
            return address;
        argument.AddError("The broker's address looks like ws://HOST:PORT/PATH.");
        return null;
    }

    private static int ParseParallel(ArgumentResult argument)
    {
        if (int.TryParse(argument.Tokens.Single().Value, out int count) && count is >= 1 and <= 64)
            return count;
        argument.AddError("--parallel takes a number from 1 to 64.");
        return 0;
    }
}
