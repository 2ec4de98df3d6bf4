using FileShare.Progress;
using Spectre.Console;

namespace FileShare.Terminals;

/// <summary>The user, and how to talk to them.</summary>
/// <param name="output">Where results go.</param>
/// <param name="errors">Where failures go.</param>
/// <param name="input">Where answers come from; null if nobody is there to give them.</param>
internal sealed class Terminal(TextWriter output, TextWriter errors, TextReader? input)
{
    public TextWriter Output => output;

    /// <summary>The terminal of this process; without a person before it if anything of it is redirected.</summary>
    public static Terminal ForProcess() => new(
        Console.Out, Console.Error, Console.IsInputRedirected || Console.IsOutputRedirected ? null : Console.In);

    public void Say(string line) => output.WriteLine(line);

    public void Complain(string line) => errors.WriteLine(line);

    /// <summary>Asks a question.</summary>
    /// <returns>False if the answer is not yes, or nobody is there to give one.</returns>
    public bool Confirm(string question)
    {
        if (input is null)
            return false;
        output.Write($"{question} [y/N] ");
        return input.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>Bars for a person, lines for a file or a pipe.</summary>
    public ITransferDisplay CreateDisplay(TimeProvider time) => input is null
        ? new PlainDisplay(output, time)
        : new BarDisplay(AnsiConsole.Console, time);
}
