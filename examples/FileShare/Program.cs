using System.CommandLine;
using FileShare.Commands;
using FileShare.Terminals;
using FileShare.Words;

var terminal = Terminal.ForProcess();
ParseResult given = CommandLine.Create(terminal).Parse(args);
if (given.Errors.Count > 0)
{
    await given.InvokeAsync();
    return ExitCode.Usage;
}

try
{
    return await given.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception error) when (Failures.IsExpected(error))
{
    (int exitCode, string text) = Failures.Tell(error, CommandLine.PeerOf(given));
    terminal.Complain($"* {text}");
    return exitCode;
}
