using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FileShare.Contracts;
using PeerRpc;
using PeerRpc.Client;

namespace FileShare.Transfers;

/// <summary>Asks everybody who shares files, all at the same time.</summary>
internal sealed class PeerSourceSearch(PeerClient client, string firstPeer) : ISourceSearch
{
    private const int MostSources = 8;

    public async IAsyncEnumerable<IFileSource> FindAsync(
        SharedFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = Channel.CreateBounded<IFileSource>(MostSources);
        Task asking = AskAllAsync(file, found.Writer, cancellationToken);
        await foreach (IFileSource source in found.Reader.ReadAllAsync(cancellationToken))
            yield return source;
        await asking;
    }

    private async Task AskAllAsync(
        SharedFile file, ChannelWriter<IFileSource> found, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<Sharer> sharers = await client.Broker.Controller<IShares>().Who();
            IEnumerable<string> others = sharers.Select(sharer => sharer.Name).Where(name => name != firstPeer);
            await Task.WhenAll(others.Take(MostSources).Select(name => AskAsync(name, file, found, cancellationToken)));
        }
        catch (PeerRpcException)
        {
            return; // without the broker there is nobody to ask
        }
        finally
        {
            found.TryComplete();
        }
    }

    private async Task AskAsync(
        string name, SharedFile file, ChannelWriter<IFileSource> found, CancellationToken cancellationToken)
    {
        IFileShare share = client.Peer(name).Controller<IFileShare>();
        try
        {
            SharedFile? same = await share.Find(file.Sha256!, file.Length, cancellationToken)
                .FirstOrDefaultAsync(cancellationToken);
            if (same is not null)
                found.TryWrite(new PeerFileSource(name, share, same));
        }
        catch (Exception error) when (error is PeerRpcException or OperationCanceledException or ArgumentException)
        {
            return; // whoever does not answer is not needed
        }
    }
}
