namespace FileShare.Progress;

/// <summary>A line every few seconds, for files and pipes.</summary>
internal sealed class PlainDisplay(TextWriter output, TimeProvider time) : ITransferDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public async Task ShowAsync(TransferBoard board, Task work)
    {
        var meter = new RateMeter(time);
        meter.Sample(board.Received);
        using var timer = new PeriodicTimer(Interval, time);
        while (await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()) != work)
        {
            long done = board.DoneBytes;
            meter.Sample(board.Received);
            await output.WriteLineAsync(
                $"{Figures.Bytes(done)} of {Figures.Bytes(board.Bytes)}, {board.DoneFiles} of {board.Files} files, "
                + Figures.Pace(meter.Rate, board.Bytes - done));
        }
    }
}
