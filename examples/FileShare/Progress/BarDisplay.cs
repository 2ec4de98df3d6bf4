using Spectre.Console;

namespace FileShare.Progress;

/// <summary>Bars on a terminal: one for all, and one for each file that is big enough to be seen.</summary>
internal sealed class BarDisplay(IAnsiConsole console, TimeProvider time) : ITransferDisplay
{
    private const long BigBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public Task ShowAsync(TransferBoard board, Task work) => console.Progress()
        .AutoClear(true)
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn(),
            new PercentageColumn(),
            new PaceColumn())
        .StartAsync(context => RunAsync(context, board, work));

    private async Task RunAsync(ProgressContext context, TransferBoard board, Task work)
    {
        var all = new Bar(context, "all", board.Bytes, time);
        Dictionary<Transfer, Bar> bars = [];
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            all.Show($"{board.DoneFiles} of {board.Files} files", board.DoneBytes, board.Received);
            IReadOnlyList<Transfer> running = board.Running;
            foreach (Transfer transfer in bars.Keys.Except(running).ToArray())
            {
                bars[transfer].End();
                bars.Remove(transfer);
            }
            foreach (Transfer transfer in running.Where(transfer => transfer.Length >= BigBytes))
            {
                if (!bars.TryGetValue(transfer, out Bar? bar))
                    bars[transfer] = bar = new Bar(context, transfer.Name, transfer.Length, time);
                bar.Show($"{transfer.Name} ({string.Join(", ", transfer.Sources)})", transfer.Done, transfer.Received);
            }
        }
        while (await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()) != work);
    }
}
