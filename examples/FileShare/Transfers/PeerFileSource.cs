using System.Buffers;
using System.Runtime.CompilerServices;
using FileShare.Contracts;
using FileShare.Parts;
using FileShare.Words;
using PeerRpc;

namespace FileShare.Transfers;

/// <summary>Another peer that shares a file.</summary>
/// <param name="name">Its peer id.</param>
/// <param name="share">What it serves.</param>
/// <param name="file">The file as it is there: the path and the time may differ among peers, the content not.</param>
internal sealed class PeerFileSource(string name, IFileShare share, SharedFile file) : IFileSource
{
    private const int BufferBytes = 256 * 1024;

    // A source that has nothing to say for so long is given up, before all others have to wait for it at the end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => name;

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        ByteRange piece, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        await using Stream content = await GuardAsync(
            async token => await share.Read(file, piece.From, piece.Length, token), patience.Token, cancellationToken);
        while (true)
        {
            patience.CancelAfter(Patience);
            int count = await GuardAsync(
                token => content.ReadAsync(buffer, token), patience.Token, cancellationToken);
            if (count == 0)
                break;
            yield return buffer.AsMemory(0, count);
        }
        // Not in a finally: after a failure somebody might still be writing to it.
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private async ValueTask<T> GuardAsync<T>(
        Func<CancellationToken, ValueTask<T>> act, CancellationToken patience, CancellationToken cancellationToken)
    {
        try
        {
            return await act(patience);
        }
        catch (PeerApplicationException<FileRefusal> refused)
        {
            RefusalReason reason = refused.Detail.Reason;
            throw new SourceLostException(RefusalWords.For(reason, name, file.Path), reason, refused);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceLostException($"{name} has sent nothing for {Patience.TotalSeconds} s.", cause: error);
        }
        catch (Exception error) when (error is PeerRpcException or IOException)
        {
            throw new SourceLostException(ErrorWords.For(error, name), cause: error);
        }
    }
}
