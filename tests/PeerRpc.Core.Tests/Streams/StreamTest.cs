using System.Collections.Concurrent;
using System.Threading.Channels;
using PeerRpc.TestKit;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>Does what a test tells it to.</summary>
internal sealed class StreamTest : IStreamTest
{
    /// <summary>What <see cref="Items"/> gives.</summary>
    public Channel<string> Source { get; } = Channel.CreateUnbounded<string>();

    /// <summary>What <see cref="Rows"/> gives.</summary>
    public Channel<IAsyncEnumerable<string>> RowSource { get; } = Channel.CreateUnbounded<IAsyncEnumerable<string>>();

    public Subject<string> Watched { get; } = new();

    public Stream Bytes { get; set; } = Stream.Null;

    public Gadget Gadget { get; } = new();

    /// <summary>What the methods that take something wait for; its value is what they answer.</summary>
    public Signal<string> Answer { get; } = new();

    /// <summary>The arguments that the methods were given, in their order.</summary>
    public ConcurrentQueue<object> Given { get; } = new();

    /// <summary>The call that was last entered.</summary>
    public Signal<PeerCall> Entered { get; } = new();

    public IAsyncEnumerable<string> Items()
    {
        Entered.Set(PeerCall.Current!);
        return Source.Reader.ReadAllAsync();
    }

    public IAsyncEnumerable<IAsyncEnumerable<string>> Rows() => RowSource.Reader.ReadAllAsync();

    public IObservable<string> Watch()
    {
        Entered.Set(PeerCall.Current!);
        return Watched;
    }

    public Task<IObservable<string>> WatchLater() => Task.FromResult<IObservable<string>>(Watched);

    public Task<Stream> Download() => Task.FromResult(Bytes);

    public Task<string> Take(IAsyncEnumerable<string> items) => AnswerAsync(items);

    public Task<string> Upload(Stream bytes) => AnswerAsync(bytes);

    public Task<string> Work(IProgress<int> progress) => AnswerAsync(progress);

    public IAsyncEnumerable<string> WorkOn(IProgress<int> progress)
    {
        Given.Enqueue(progress);
        return Items();
    }

    public Task<string> Listen(IObservable<string> source) => AnswerAsync(source);

    public Task<IGadget> Lend() => Task.FromResult<IGadget>(Gadget);

    public Task<string> Keep(IGadget gadget) => AnswerAsync(gadget);

    public Task<string> Mix(IGadget gadget, IAsyncEnumerable<string> items, IProgress<int> progress) =>
        AnswerAsync(gadget, items, progress);

    public Task Note(IAsyncEnumerable<string> items) => AnswerAsync(items);

    public Task<string> Plain(int value) => AnswerAsync(value);

    private Task<string> AnswerAsync(params object[] given)
    {
        foreach (object argument in given)
            Given.Enqueue(argument);
        Entered.Set(PeerCall.Current!);
        return Answer.WaitAsync();
    }
}
