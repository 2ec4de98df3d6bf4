using System.Runtime.ExceptionServices;
using FileShare.Contracts;
using FileShare.Parts;
using FileShare.Progress;

namespace FileShare.Transfers;

/// <summary>Collects the pieces of one file from several sources at once.</summary>
/// <remarks>
/// <list type="number">
/// <item>Each source works in two lanes, so that the next piece is asked for while the last one is still coming.</item>
/// <item>Sources that turn up later join in. One that is lost gives its piece back to the others.</item>
/// <item>The end is reached when all pieces have come, or when all sources are lost and no more turn up.</item>
/// </list>
/// </remarks>
internal sealed class PieceCollector(PartFile part, RangePlan plan, Transfer transfer)
{
    private const int LanesPerSource = 2;

    private SourceLostException? _lost;

    /// <summary>Collects all that is missing.</summary>
    /// <exception cref="IncompleteException">All sources were lost before.</exception>
    public async Task RunAsync(
        IFileSource first, IAsyncEnumerable<IFileSource> others, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] all = [DrainAsync(first, stop), JoinAsync(others, stop)];
        await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        if (plan.IsComplete)
            return; // whatever has happened to those who had nothing to do any more
        cancellationToken.ThrowIfCancellationRequested();
        if (all.Select(FailureOf).FirstOrDefault(error => error is not null) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        throw new IncompleteException(_lost!);
    }

    private async Task JoinAsync(IAsyncEnumerable<IFileSource> others, CancellationTokenSource stop)
    {
        List<Task> draining = [];
        try
        {
            await foreach (IFileSource source in others.WithCancellation(stop.Token))
                draining.Add(DrainAsync(source, stop));
        }
        finally
        {
            await Task.WhenAll(draining);
        }
    }

    private async Task DrainAsync(IFileSource source, CancellationTokenSource stop)
    {
        transfer.AddSource(source.Name);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, LanesPerSource).Select(_ => RunLaneAsync(source, stop)));
        }
        finally
        {
            transfer.RemoveSource(source.Name);
        }
    }

    private async Task RunLaneAsync(IFileSource source, CancellationTokenSource stop)
    {
        try
        {
            while (await plan.TakeAsync(stop.Token) is { } piece)
                await FetchAsync(source, piece, stop.Token);
            await stop.CancelAsync(); // all has come: nobody needs to turn up any more
        }
        catch (SourceLostException lost)
        {
            _lost = lost;
        }
        catch
        {
            await stop.CancelAsync(); // the disk is full, for example: others will not fare better
            throw;
        }
    }

    private async Task FetchAsync(IFileSource source, ByteRange piece, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ReadOnlyMemory<byte> bytes in source.ReadAsync(piece, cancellationToken))
            {
                ReadOnlyMemory<byte> wanted = bytes[..(int)long.Min(bytes.Length, piece.Length)];
                await part.WriteAsync(piece.From, wanted, cancellationToken);
                piece = piece with { From = piece.From + wanted.Length };
                transfer.Add(wanted.Length);
            }
            if (!piece.IsEmpty)
                throw new SourceLostException(
                    $"{source.Name} has less of the file than it said.", RefusalReason.Changed);
        }
        finally
        {
            plan.Release(piece);
        }
    }

    private static Exception? FailureOf(Task task) =>
        task.Exception?.Flatten().InnerExceptions.FirstOrDefault(error => error is not OperationCanceledException);
}
