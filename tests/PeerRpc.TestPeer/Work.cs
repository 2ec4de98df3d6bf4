using PeerRpc.Client;

namespace PeerRpc.TestPeer;

internal sealed class Work(PeerClient client) : IWork
{
    public Task<string> Echo(string text) => Task.FromResult(text);

    public async Task Hang(PeerCall? call)
    {
        await TellAsync(call!);
        await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
    }

    public async IAsyncEnumerable<int> Count()
    {
        yield return 1;
        await Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
    }

    public async Task Block(PeerCall? call)
    {
        await TellAsync(call!);
        Thread.Sleep(Timeout.Infinite);
    }

    private Task TellAsync(PeerCall call) => client.Peer(call.CallerId!).Controller<IWorkWatcher>().Entered();
}
