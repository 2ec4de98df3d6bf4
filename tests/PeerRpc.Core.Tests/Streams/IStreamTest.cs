namespace PeerRpc.Core.Tests.Streams;

/// <summary>What the tests of streams and live objects call.</summary>
[PeerController("/streams")]
public interface IStreamTest
{
    [ApplicationError<string>("test.no")]
    IAsyncEnumerable<string> Items();

    IAsyncEnumerable<IAsyncEnumerable<string>> Rows();

    [StreamOptions(Overflow = StreamOverflow.Latest)]
    IObservable<string> Watch();

    Task<IObservable<string>> WatchLater();

    Task<Stream> Download();

    Task<string> Take(IAsyncEnumerable<string> items);

    Task<string> Upload(Stream bytes);

    Task<string> Work(IProgress<int> progress);

    IAsyncEnumerable<string> WorkOn(IProgress<int> progress);

    Task<string> Listen(IObservable<string> source);

    Task<IGadget> Lend();

    Task<string> Keep(IGadget gadget);

    Task<string> Mix(IGadget gadget, IAsyncEnumerable<string> items, IProgress<int> progress);

    [OneWay]
    Task Note(IAsyncEnumerable<string> items);

    Task<string> Plain(int value);
}
