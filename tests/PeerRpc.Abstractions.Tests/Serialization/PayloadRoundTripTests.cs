using PeerRpc.Serialization;

namespace PeerRpc.Tests.Serialization;

public class PayloadRoundTripTests
{
    private readonly PayloadWriter _writer = new();
    private readonly PayloadReader _reader = new();

    [Fact]
    public void Write_NoValues_IsOneZeroByte()
    {
        _writer.BeginPayload();
        _writer.EndPayload();

        Assert.Equal([0], _writer.Written.ToArray());
        Assert.True(_reader.TryBegin(_writer.Written.ToArray()));
        Assert.Equal(0, _reader.RemainingValues);
        _reader.EnsureAllUsed();
    }

    [Fact]
    public void Write_ValuesAndSegments_HasDocumentedLayout()
    {
        Write("hi", [7, 8, 9]);

        Assert.Equal(
            [0x82, 2, 0, 0, 0, (byte)'h', (byte)'i', 1, 0, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 7, 8, 9],
            _writer.Written.ToArray());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("text", 1)]
    [InlineData("ünïcödé", 100_000)]
    public void Read_WrittenPayload_GivesSameValues(string text, int bytes)
    {
        byte[] segment = [.. Enumerable.Range(0, bytes).Select(i => (byte)i)];
        Write(text, segment);

        Assert.True(_reader.TryBegin(_writer.Written.ToArray()));

        Assert.Equal(2, _reader.RemainingValues);
        Assert.Equal(text, _reader.ReadValue(new TextCodec()));
        Assert.Equal(segment, _reader.ReadValue(new SegmentCodec()));
        _reader.EnsureAllUsed();
    }

    [Fact]
    public void Write_MaxValues_RoundTrips()
    {
        _writer.BeginPayload();
        for (int i = 0; i < PayloadWriter.MaxValues; i++)
            _writer.WriteValue(new TextCodec(), $"value {i}");
        _writer.EndPayload();

        Assert.True(_reader.TryBegin(_writer.Written.ToArray()));

        for (int i = 0; i < PayloadWriter.MaxValues; i++)
            Assert.Equal($"value {i}", _reader.ReadValue(new TextCodec()));
        _reader.EnsureAllUsed();
    }

    [Fact]
    public void Write_OneValueTooMany_Throws()
    {
        _writer.BeginPayload();
        for (int i = 0; i < PayloadWriter.MaxValues; i++)
            _writer.WriteValue(new TextCodec(), "");

        Assert.Throws<InvalidOperationException>(() => _writer.WriteValue(new TextCodec(), ""));
    }

    [Fact]
    public void Write_AfterReset_StartsAnew()
    {
        Write(new string('x', 200_000), [1]);
        _writer.Reset();
        Write("again", []);

        Assert.True(_reader.TryBegin(_writer.Written.ToArray()));
        Assert.Equal("again", _reader.ReadValue(new TextCodec()));
    }

    [Fact]
    public void Write_BehindOtherBytes_LeavesThemAlone()
    {
        _writer.GetSpan(2)[0] = 42;
        _writer.Advance(1);
        Write("text", [5]);

        Assert.Equal(42, _writer.Written[0]);
        Assert.True(_reader.TryBegin(_writer.Written[1..].ToArray()));
        Assert.Equal("text", _reader.ReadValue(new TextCodec()));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Advance_BeyondBuffer_Throws(int count)
    {
        _writer.GetSpan(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => _writer.Advance(count));
    }

    private void Write(string text, byte[] segment)
    {
        _writer.BeginPayload();
        _writer.WriteValue(new TextCodec(), text);
        _writer.WriteValue(new SegmentCodec(), segment);
        _writer.EndPayload();
    }
}
