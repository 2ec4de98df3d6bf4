using PeerRpc.Serialization;

namespace PeerRpc.Tests.Serialization;

public class MalformedPayloadTests
{
    // Two values, the second of which names the only segment.
    private static readonly byte[] Valid =
        [0x82, 2, 0, 0, 0, (byte)'h', (byte)'i', 1, 0, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 7, 8, 9];

    private readonly PayloadReader _reader = new();

    public static TheoryData<byte[]> AbsurdLengths => new()
    {
        new byte[] { 1, 0xFF, 0xFF, 0xFF, 0xFF, 0 },
        new byte[] { 1, 0xFF, 0xFF, 0xFF, 0x7F, 0 },
        new byte[] { 1, 2, 0, 0, 0, 0 },
        new byte[] { 127 },
        new byte[] { 0x80, 0xFF, 0xFF, 0xFF, 0xFF },
        new byte[] { 0x80, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0 },
        new byte[] { 0x80, 2, 0, 0, 0, 0, 0, 0, 0 },
        new byte[] { 0x80, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF },
        // Segments are announced, but there are none.
        new byte[] { 0x80, 0, 0, 0, 0 },
    };

    [Fact]
    public void TryBegin_EveryTruncation_IsRefused()
    {
        Assert.True(_reader.TryBegin(Valid));
        for (int length = 0; length < Valid.Length; length++)
        {
            Assert.False(_reader.TryBegin(Valid.AsMemory(0, length)), $"{length} bytes were accepted");
            Assert.Equal(0, _reader.RemainingValues);
        }
    }

    [Fact]
    public void TryBegin_ByteTooMany_IsRefused() => Assert.False(_reader.TryBegin((byte[])[.. Valid, 0]));

    [Theory]
    [MemberData(nameof(AbsurdLengths))]
    public void TryBegin_AbsurdLength_IsRefused(byte[] payload) => Assert.False(_reader.TryBegin(payload));

    [Fact]
    public void TryBegin_AnyByteChanged_NeverThrows()
    {
        for (int at = 0; at < Valid.Length; at++)
        {
            for (int value = 0; value <= byte.MaxValue; value++)
            {
                byte[] payload = [.. Valid];
                payload[at] = (byte)value;
                ReadIfPossible(payload);
            }
        }
    }

    [Fact]
    public void TakeSegment_Twice_Throws()
    {
        Assert.True(_reader.TryBegin(Valid));
        _reader.TakeSegment(0);

        Assert.Throws<FormatException>(() => _reader.TakeSegment(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void TakeSegment_UnknownNumber_Throws(int index)
    {
        Assert.True(_reader.TryBegin(Valid));

        Assert.Throws<FormatException>(() => _reader.TakeSegment(index));
    }

    [Fact]
    public void EnsureAllUsed_SegmentNeverTaken_Accepts()
    {
        Assert.True(_reader.TryBegin(Valid));
        _reader.ReadValue(new TextCodec());
        _reader.ReadValue(new TextCodec());

        _reader.EnsureAllUsed();

        Assert.Equal(0, _reader.RemainingValues);
    }

    [Fact]
    public void EnsureAllUsed_ValueNeverRead_Throws()
    {
        Assert.True(_reader.TryBegin(Valid));
        _reader.ReadValue(new TextCodec());

        Assert.Throws<FormatException>(_reader.EnsureAllUsed);
    }

    [Fact]
    public void ReadValue_NoneLeft_Throws()
    {
        Assert.True(_reader.TryBegin(new byte[] { 0 }));

        Assert.Throws<FormatException>(() => _reader.ReadValue(new TextCodec()));
    }

    [Fact]
    public void ReadValue_AfterEnd_Throws()
    {
        Assert.True(_reader.TryBegin(Valid));
        _reader.End();

        Assert.Throws<FormatException>(() => _reader.ReadValue(new TextCodec()));
    }

    private void ReadIfPossible(byte[] payload)
    {
        if (!_reader.TryBegin(payload))
            return;
        while (_reader.RemainingValues > 0)
            _reader.ReadValue(new TextCodec());
    }
}
