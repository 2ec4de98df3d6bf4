using System.Runtime.CompilerServices;
using FileShare.Parts;
using FileShare.Transfers;

namespace PeerRpc.FileShare.Tests.Fakes;

/// <summary>A source in memory, which may stop at any byte.</summary>
internal sealed class FakeSource(string name, byte[] content) : IFileSource
{
    private const int ChunkBytes = 1000;

    private int _sent;

    public string Name => name;

    /// <summary>How many bytes it gives before it vanishes.</summary>
    public int LastsFor { get; init; } = int.MaxValue;

    /// <summary>Holds every chunk until it completes.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    /// <summary>How many bytes it has given.</summary>
    public int Sent => _sent;

    /// <summary>What was asked for, in that order.</summary>
    public List<ByteRange> Asked { get; } = [];

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        ByteRange piece, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        lock (Asked)
            Asked.Add(piece);
        for (long at = piece.From; at < piece.To; at += ChunkBytes)
        {
            await Gate.WaitAsync(cancellationToken);
            await Task.Yield();
            int count = (int)long.Min(ChunkBytes, piece.To - at);
            if (Interlocked.Add(ref _sent, count) > LastsFor)
                throw new SourceLostException($"{name} has left.");
            yield return content.AsMemory((int)at, count);
        }
    }
}
