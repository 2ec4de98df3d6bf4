using PeerRpc.Core.Links;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

/// <summary>What is kept is read again, from any number on, wherever the blocks of memory begin and end.</summary>
public class ReplayBufferTests
{
    private const int Block = 16 * 1024;

    private readonly ReplayBudget _budget = new(long.MaxValue);
    private readonly List<byte[]> _frames = [];
    private readonly ReplayBuffer _buffer;

    public ReplayBufferTests() => _buffer = new ReplayBuffer(_budget);

    [Theory]
    [Trait("Must", "L-35")]
    [InlineData(Block, Block, Block)]
    [InlineData(Block - 1, 4, Block, 4, Block - 4, 4)]
    [InlineData(4, 30_000, 4, 4, 30_000, 30_000, 4)]
    [InlineData(Block / 2, Block / 2, Block / 2, (Block / 2) + 1, Block / 2)]
    [InlineData(4)]
    public void Seek_ToAnyNumber_ReadsTheSameBytesFromThereOn(params int[] sizes)
    {
        foreach (int size in sizes)
            Append(size);

        for (int first = 0; first < _frames.Count; first++)
        {
            _buffer.Seek((ulong)first + 1);
            ReadToTheEnd(first);
        }
    }

    [Fact]
    [Trait("Must", "L-35")]
    public void Seek_AfterEachRelease_ReadsWhatIsLeft()
    {
        for (int i = 0; i < 40; i++)
            Append(100 + (i * 1201 % 9000));

        for (int released = 1; released < _frames.Count; released++)
        {
            _buffer.Release((ulong)released);
            _buffer.Seek((ulong)released + 1);
            ReadToTheEnd(released);
        }
        _buffer.Release((ulong)_frames.Count);
        Assert.Equal(0, _budget.Used);
    }

    [Fact]
    [Trait("Must", "L-37")]
    public void Release_OfWhatHasBeenRead_LeavesTheRestToRead()
    {
        for (int i = 0; i < 20; i++)
            Append(5000);
        _buffer.Seek(1);

        for (int i = 0; i < 20; i++)
        {
            Assert.True(_buffer.Current.SequenceEqual(_frames[i]));
            _buffer.Advance();
            _buffer.Release((ulong)i + 1);
        }

        Assert.Equal(0, _budget.Used);
    }

    [Fact]
    [Trait("Must", "L-14")]
    public void Append_BehindWhatHasBeenReadToTheEnd_IsReadTheNextTime()
    {
        Append(Block);
        _buffer.Seek(1);
        _buffer.Advance();

        Append(100);
        Append(Block);

        _buffer.Seek(2);
        ReadToTheEnd(1);
    }

    [Fact]
    public void Clear_WhileItIsRead_GivesAllBack()
    {
        Append(Block);
        Append(100);
        _buffer.Seek(1);
        Assert.True(_buffer.TryReserve(30_000));

        _buffer.Clear();

        Assert.Equal(0, _budget.Used);
    }

    [Theory]
    [Trait("Must", "L-35")]
    [InlineData(30_000, 30_000, 100, 100, 30_000)]
    [InlineData(100, 8 * 1024, 8000, 30_000, Block)]
    [InlineData(Block, 30_000, Block, 100, 8 * 1024)]
    public void Seek_AmongFramesWithArraysOfTheirOwn_ReadsTheSameBytesFromThereOn(params int[] sizes)
    {
        for (int i = 0; i < sizes.Length; i++)
        {
            if (i % 2 == 0)
                AppendRented(sizes[i]);
            else
                Append(sizes[i]);
        }

        for (int first = 0; first < _frames.Count; first++)
        {
            _buffer.Seek((ulong)first + 1);
            ReadToTheEnd(first);
        }
        _buffer.Release((ulong)_frames.Count);
        Assert.Equal(0, _budget.Used);
    }

    [Fact]
    public void Append_OfALargeRentedFrame_KeepsItsArray()
    {
        RentedFrame frame = AppendRented(30_000);
        _buffer.Seek(1);

        Assert.True(_buffer.Current.Overlaps(frame.Bytes));
        Assert.Equal(frame.Array.Length, _budget.Used);
    }

    [Fact]
    public void Reserve_OfARentedFrameThatIsNeverWritten_IsGivenBackAtTheEnd()
    {
        RentedFrame frame = RentedFrame.Copy(new byte[30_000], default);
        Assert.True(_buffer.TryReserve(frame));
        Assert.True(_buffer.TryReserve(frame));
        Assert.Equal(frame.Array.Length, _budget.Used);

        _buffer.Clear();

        Assert.Equal(0, _budget.Used);
    }

    [Fact]
    public void Reserve_OfARentedFrame_WithoutBudget_WaitsUnlessItIsTheOnlyOne()
    {
        var buffer = new ReplayBuffer(new ReplayBudget(Block));
        RentedFrame frame = RentedFrame.Copy(MakeFrame(30_000), default);

        Assert.True(buffer.TryReserve(frame));
        buffer.Append(1, frame);

        Assert.False(buffer.TryReserve(RentedFrame.Copy(MakeFrame(30_000), default)));
    }

    private void Append(int size)
    {
        byte[] frame = MakeFrame(size);
        Assert.True(_buffer.TryReserve(size));
        _buffer.Append((ulong)_frames.Count, frame.AsSpan(0, 4), frame.AsSpan(4));
    }

    private RentedFrame AppendRented(int size)
    {
        RentedFrame frame = RentedFrame.Copy(MakeFrame(size), default);
        Assert.True(_buffer.TryReserve(frame));
        _buffer.Append((ulong)_frames.Count, frame);
        return frame;
    }

    private byte[] MakeFrame(int size)
    {
        byte[] frame = new byte[size];
        new Random(_frames.Count).NextBytes(frame);
        new LinkFrameHeader(LinkFrameKind.Request, size - LinkFrameHeader.Size).Write(frame);
        _frames.Add(frame);
        return frame;
    }

    private void ReadToTheEnd(int first)
    {
        for (int i = first; i < _frames.Count; i++)
        {
            Assert.True(_buffer.Current.SequenceEqual(_frames[i]), $"Frame {i + 1}, read from {first + 1} on.");
            _buffer.Advance();
        }
    }
}
