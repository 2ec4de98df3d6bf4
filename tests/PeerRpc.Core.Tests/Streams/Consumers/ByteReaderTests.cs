using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Streams.Consumers;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams.Consumers;

public sealed class ByteReaderTests : IDisposable
{
    private readonly RawEnd _end = RawEnd.Caller();
    private readonly IncomingStream _stream;
    private readonly ByteReader _reader;

    public ByteReaderTests()
    {
        _stream = _end.Announce(2, "Download");
        _reader = new ByteReader(_stream);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _end.Dispose();
    }

    [Fact]
    public async Task Read_AcrossItems_GivesTheirBytesInOrder()
    {
        Receive([1, 2, 3], [], [4]);
        _end.Take(StreamWire.End(2));
        var all = new MemoryStream();

        await _reader.CopyToAsync(all, 2);

        Assert.Equal([1, 2, 3, 4], all.ToArray());
        Assert.Equal(0, await _reader.ReadAsync(new byte[1]));
    }

    [Fact]
    public async Task Read_IntoNothing_IsNothingAndDoesNotWait()
    {
        Assert.Equal(0, await _reader.ReadAsync(Memory<byte>.Empty));

        Receive([7]);
        Assert.Equal(0, await _reader.ReadAsync(Memory<byte>.Empty));
        Assert.Equal(1, await _reader.ReadAsync(new byte[4]));
    }

    [Fact]
    public async Task Read_WithATokenThatHasFired_IsCancelledAndLosesNothing()
    {
        Receive([7]);

        ValueTask<int> read = _reader.ReadAsync(new byte[1], new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.AsTask());
        Assert.Equal([7], await ReadAsync(1));
    }

    [Fact]
    public async Task Read_WhoseTokenFiresWhileItWaits_IsCancelledAndLosesNothing()
    {
        using var source = new CancellationTokenSource();
        Task<int> read = _reader.ReadAsync(new byte[1], source.Token).AsTask();
        Assert.False(read.IsCompleted);

        source.Cancel();

        OperationCanceledException cancelled =
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(Wire.Deadline));
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Task<byte[]> next = ReadAsync(1);
        Receive([7]);
        Assert.Equal([7], await next.WaitAsync(Wire.Deadline));
    }

    [Fact]
    public async Task Read_WhoseTokenFiresWhenTheItemHasCome_GivesIt()
    {
        using var source = new CancellationTokenSource();
        Task<int> read = _reader.ReadAsync(new byte[1], source.Token).AsTask();
        Assert.Null(_end.Receive(StreamWire.RawItem(2, [7])));

        source.Cancel();
        _end.Work.RunAll();

        // The wait has ended by the item; that the token has fired meanwhile is found before it is taken.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(Wire.Deadline));
        Assert.Equal([7], await ReadAsync(1));
    }

    [Fact]
    public void Read_Synchronously_IsRefusedAndTheMessageSaysWhatToDo()
    {
        var refused = Assert.Throws<NotSupportedException>(() => _reader.Read(new byte[1], 0, 1));

        Assert.Contains("ReadAsync", refused.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => _reader.Read(new byte[1].AsSpan()));
        Assert.Throws<NotSupportedException>(() => _reader.ReadByte());
    }

    [Fact]
    public void Stream_DoesNothingElse()
    {
        Assert.Equal((true, false, false), (_reader.CanRead, _reader.CanSeek, _reader.CanWrite));
        Assert.Throws<NotSupportedException>(() => _reader.Length);
        Assert.Throws<NotSupportedException>(() => _reader.Position);
        Assert.Throws<NotSupportedException>(() => _reader.Position = 1);
        Assert.Throws<NotSupportedException>(() => _reader.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => _reader.SetLength(0));
        Assert.Throws<NotSupportedException>(() => _reader.Write([1], 0, 1));
        _reader.Flush();
    }

    [Fact]
    public async Task Dispose_Twice_ReleasesOnce()
    {
        Receive([1, 2]);
        await ReadAsync(1);

        _reader.Dispose();
        await _reader.DisposeAsync();

        Assert.Equal([LinkFrameKind.Release], _end.TakeKinds());
        Assert.False(_reader.CanRead);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ReadAsync(1));
    }

    [Fact]
    public async Task Dispose_WhileARead_Waits_EndsItWithTheAnswer()
    {
        Task<int> read = _reader.ReadAsync(new byte[1]).AsTask();

        _reader.Dispose();
        _end.Take(StreamWire.End(2, StreamOutcome.Cancelled));

        await Assert.ThrowsAsync<ObjectDisposedException>(() => read.WaitAsync(Wire.Deadline));
    }

    [Fact]
    public async Task Read_OfAStreamThatFails_GivesWhatCameAndThenTheError()
    {
        Receive([1]);
        FaultFrame fault = FaultFrame.Of(PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.CalleeCode, "sorry");
        _end.Take(StreamWire.End(2, StreamOutcome.Failed, fault: fault));

        Assert.Equal([1], await ReadAsync(1));
        PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(() => ReadAsync(1));
        Assert.Equal(PeerErrorCode.Internal, error.Code);
        await Assert.ThrowsAsync<PeerRpcException>(() => ReadAsync(1));
    }

    [Fact]
    public async Task Read_OfAStreamThatWasCancelled_IsTheErrorAtOnce()
    {
        Receive([1]);
        _end.Take(StreamWire.End(2, StreamOutcome.Cancelled));

        PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(() => ReadAsync(1));
        Assert.Equal(PeerErrorCode.Cancelled, error.Code);
    }

    [Fact]
    public async Task Read_WhileTheLinkEnds_EndsWithIt()
    {
        Task<int> read = _reader.ReadAsync(new byte[1]).AsTask();

        _end.EndLink();

        PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(() => read.WaitAsync(Wire.Deadline));
        Assert.Equal(PeerErrorCode.PeerGone, error.Code);
    }

    [Fact]
    [Trait("Must", "S-8")]
    public async Task Read_OfBytesThatCarryStreams_ReleasesThem()
    {
        _end.Take(StreamWire.RawItem(2, [1], range: new AttachmentRange(1, 4)));
        await ReadAsync(1);
        _end.Take(StreamWire.RawItem(2, [], range: new AttachmentRange(1, 6)), StreamWire.End(2));

        Assert.Equal(0, await _reader.ReadAsync(new byte[1]));

        Assert.Equal(
            [LinkFrameKind.StreamCredit, LinkFrameKind.Release, LinkFrameKind.Release],
            _end.TakeKinds().Order());
    }

    private void Receive(params byte[][] items) => _end.Take([.. items.Select(item => StreamWire.RawItem(2, item))]);

    private async Task<byte[]> ReadAsync(int count)
    {
        byte[] bytes = new byte[count];
        int length = await _reader.ReadAsync(bytes);
        return bytes[..length];
    }
}
