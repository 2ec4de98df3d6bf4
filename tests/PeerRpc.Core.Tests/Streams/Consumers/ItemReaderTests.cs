using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Streams.Consumers;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams.Consumers;

public sealed class ItemReaderTests : IDisposable
{
    private readonly RawEnd _end = RawEnd.Caller();
    private readonly ItemReader<string> _items;

    public ItemReaderTests()
    {
        IncomingStream stream = _end.Announce(2);
        _items = new ItemReader<string>(stream, Consuming.Decoder<string>(stream));
    }

    public void Dispose() => _end.Dispose();

    [Fact]
    public async Task Enumeration_GivesItemsInTheirOrderAndEnds()
    {
        _end.Take(StreamWire.Item(2, "a"), StreamWire.Item(2, "b"), StreamWire.End(2));
        var items = new List<string>();

        await foreach (string item in _items)
            items.Add(item);

        Assert.Equal(["a", "b"], items);
        Assert.False(await _items.MoveNextAsync());
        Assert.Empty(_end.TakeAll());
    }

    [Fact]
    public void Enumeration_ASecondTime_IsRefused()
    {
        _items.GetAsyncEnumerator();

        InvalidOperationException refused =
            Assert.Throws<InvalidOperationException>(() => _items.GetAsyncEnumerator());

        Assert.Contains("once", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Must", "S-8")]
    public async Task Dispose_BeforeTheEnd_ReleasesOnce()
    {
        _end.Take(StreamWire.Item(2, "a"));

        await foreach (string _ in _items)
            break;
        await _items.DisposeAsync();

        Assert.Equal([LinkFrameKind.Release], _end.TakeKinds());
    }

    [Fact]
    public async Task Step_WithATokenThatHasFired_IsCancelled()
    {
        _end.Take(StreamWire.Item(2, "a"));
        IAsyncEnumerator<string> items = _items.GetAsyncEnumerator(new CancellationToken(canceled: true));

        PeerCallCanceledException cancelled =
            await Assert.ThrowsAsync<PeerCallCanceledException>(() => items.MoveNextAsync().AsTask());

        Assert.Equal((Executed.Yes, "call-1"), (cancelled.Executed, cancelled.CorrelationId));
    }

    [Fact]
    public async Task Step_WhoseTokenFiresWhileItWaits_IsCancelled()
    {
        using var source = new CancellationTokenSource();
        IAsyncEnumerator<string> items = _items.GetAsyncEnumerator(source.Token);
        Task<bool> step = items.MoveNextAsync().AsTask();

        source.Cancel();

        await Assert.ThrowsAsync<PeerCallCanceledException>(() => step.WaitAsync(Wire.Deadline));
        await items.DisposeAsync();
        Assert.Equal([LinkFrameKind.Release], _end.TakeKinds());
    }

    [Fact]
    public async Task Step_ThatWaits_GivesTheItemThatComes()
    {
        IAsyncEnumerator<string> items = _items.GetAsyncEnumerator();
        for (int i = 0; i < 100; i++)
        {
            Task<bool> step = items.MoveNextAsync().AsTask();
            _end.Take(StreamWire.Item(2, $"{i}"));
            Assert.True(await step.WaitAsync(Wire.Deadline));
            Assert.Equal($"{i}", items.Current);
        }
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 1, 0, 0, 0, (byte)'{' })]
    [InlineData(new byte[] { 1, 2, 0, 0, 0, (byte)'1' })]
    [InlineData(new byte[] { 2, 1, 0, 0, 0, (byte)'1', 1, 0, 0, 0, (byte)'1' })]
    public async Task Item_ThatCannotBeRead_IsAnErrorAndReleasesTheStream(byte[] payload)
    {
        _end.Take(StreamWire.RawItem(2, payload, range: new AttachmentRange(1, 4)));

        PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(() => _items.MoveNextAsync().AsTask());

        Assert.Equal(
            (PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.Caller), (error.Code, error.Executed, error.Origin));
        // The item was taken, which returns the credit of what it carries, and is released with its stream.
        Assert.Equal(
            [LinkFrameKind.StreamCredit, LinkFrameKind.Release, LinkFrameKind.Release], _end.TakeKinds());
    }

    [Fact]
    public async Task LinkEnd_WhileAStepWaits_EndsIt()
    {
        Task<bool> step = _items.MoveNextAsync().AsTask();

        _end.EndLink();

        PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(() => step.WaitAsync(Wire.Deadline));
        Assert.Equal(PeerErrorCode.PeerGone, error.Code);
    }
}
