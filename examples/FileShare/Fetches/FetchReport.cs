using FileShare.Progress;
using FileShare.Terminals;
using FileShare.Words;

namespace FileShare.Fetches;

/// <summary>Says how it went.</summary>
internal sealed class FetchReport(Terminal terminal, string directory)
{
    private const int MostLines = 10;

    /// <returns>What the process is to end with.</returns>
    public int Show(FetchList list, FetchPlan plan, FetchRun run, TransferBoard board, TimeSpan took)
    {
        string[] failures = [.. list.Refused, .. run.Failures];
        foreach (string failure in failures.Take(MostLines))
            terminal.Complain($"* {failure}");
        if (failures.Length > MostLines)
            terminal.Complain($"* And {failures.Length - MostLines} more.");
        if (plan.Kept > 0)
            terminal.Complain($"* {Figures.Files(plan.Kept)} kept that differ here; --overwrite replaces them.");

        double rate = board.Received / double.Max(took.TotalSeconds, 0.001);
        terminal.Say(
            $"* {Figures.Files(run.Fetched)} fetched to {directory}, "
            + $"{Figures.Bytes(board.Received)} in {Figures.Time(took)} ({Figures.Bytes(rate)}/s); "
            + $"{plan.Same} were there already.");
        return failures.Length > 0 ? ExitCode.Failed : plan.Kept > 0 ? ExitCode.Refused : ExitCode.Done;
    }
}
