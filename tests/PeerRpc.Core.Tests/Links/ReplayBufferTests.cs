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

    private void Append(int size)
    {
        byte[] frame = new byte[size];
        new Random(_frames.Count).NextBytes(frame);
        new LinkFrameHeader(LinkFrameKind.Request, size - LinkFrameHeader.Size).Write(frame);
        _frames.Add(frame);
        Assert.True(_buffer.TryReserve(size));
        _buffer.Append((ulong)_frames.Count, frame.AsSpan(0, 4), frame.AsSpan(4));
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
