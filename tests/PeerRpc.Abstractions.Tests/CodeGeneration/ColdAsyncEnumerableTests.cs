using PeerRpc.CodeGeneration;

namespace PeerRpc.Abstractions.Tests.CodeGeneration;

public class ColdAsyncEnumerableTests
{
    private readonly List<CancellationToken> _calls = [];

    [Fact]
    public async Task Enumeration_EachTime_MakesTheCall()
    {
        IAsyncEnumerable<int> cold = Cold();
        Assert.Empty(_calls);

        Assert.Equal([1, 2, 3], await ReadAsync(cold));
        Assert.Equal([1, 2, 3], await ReadAsync(cold));

        Assert.Equal(2, _calls.Count);
    }

    [Fact]
    public async Task Call_ThatFails_IsTheErrorOfTheFirstStep()
    {
        IAsyncEnumerable<int> cold = PeerStreams.Cold<int>(
            _ => Task.FromException<IAsyncEnumerable<int>>(new InvalidOperationException("no")));

        await using IAsyncEnumerator<int> items = cold.GetAsyncEnumerator();

        await Assert.ThrowsAsync<InvalidOperationException>(() => items.MoveNextAsync().AsTask());
        Assert.False(await items.MoveNextAsync());
    }

    [Fact]
    public async Task Tokens_WithoutAny_NoneIsPassed()
    {
        await ReadAsync(Cold());

        Assert.False(_calls[0].CanBeCanceled);
    }

    [Fact]
    public async Task Tokens_OfTheMethodOrTheEnumeration_ArePassedAsTheyAre()
    {
        using var source = new CancellationTokenSource();

        await ReadAsync(Cold(source.Token));
        await ReadAsync(Cold(), source.Token);
        await ReadAsync(Cold(source.Token), source.Token);

        Assert.Equal([source.Token, source.Token, source.Token], _calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tokens_OfBoth_EachCancels(bool first)
    {
        using var ofMethod = new CancellationTokenSource();
        using var ofEnumeration = new CancellationTokenSource();
        await using IAsyncEnumerator<int> items = Cold(ofMethod.Token).GetAsyncEnumerator(ofEnumeration.Token);
        Assert.True(await items.MoveNextAsync());

        (first ? ofMethod : ofEnumeration).Cancel();

        Assert.True(_calls[0].IsCancellationRequested);
    }

    [Fact]
    public async Task Dispose_InTheMiddle_DisposesOfTheItems()
    {
        bool ended = false;
        IAsyncEnumerable<int> cold = PeerStreams.Cold<int>(_ => Task.FromResult(Items(() => ended = true)));

        await foreach (int _ in cold)
            break;

        Assert.True(ended);
    }

    private IAsyncEnumerable<int> Cold(CancellationToken cancellationToken = default) => PeerStreams.Cold<int>(
        token =>
        {
            _calls.Add(token);
            return Task.FromResult(Items(() => { }));
        },
        cancellationToken);

    private static async Task<List<int>> ReadAsync(
        IAsyncEnumerable<int> items, CancellationToken cancellationToken = default)
    {
        var all = new List<int>();
        await foreach (int item in items.WithCancellation(cancellationToken))
            all.Add(item);
        return all;
    }

    private static async IAsyncEnumerable<int> Items(Action ended)
    {
        try
        {
            for (int i = 1; i <= 3; i++)
            {
                await Task.CompletedTask;
                yield return i;
            }
        }
        finally
        {
            ended();
        }
    }
}
