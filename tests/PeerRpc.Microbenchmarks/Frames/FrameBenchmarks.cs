using BenchmarkDotNet.Attributes;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Microbenchmarks.Frames;

/// <summary>The frames of the hot path, written and read.</summary>
public class FrameBenchmarks
{
    private const int Gathered = 64;
    private const int PayloadBytes = 24;
    private readonly byte[] _buffer = new byte[512];
    private readonly byte[] _target = [6, .. "/board"u8, 4, .. "Echo"u8];
    private byte[] _request = [];
    private byte[] _frames = [];

    /// <summary>Prepares what is read.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _request = [.. _buffer.AsSpan(LinkFrameHeader.Size, WriteRequest() - LinkFrameHeader.Size)];
        byte[] body = [.. _request, .. new byte[PayloadBytes]];
        byte[] frame = LinkFrameHeader.Frame(LinkFrameKind.Request, body);
        _frames = [.. Enumerable.Repeat(frame, Gathered).SelectMany(bytes => bytes)];
    }

    /// <summary>What a broker does to a data frame before it copies it: another label in the header.</summary>
    [Benchmark]
    public uint RelabelHeader()
    {
        FrameHeader header = FrameHeader.Read(_buffer);
        (header with { Label = header.Label + 2 }).Write(_buffer);
        return header.Label;
    }

    /// <summary>The head of a request with a deadline.</summary>
    [Benchmark]
    public int WriteRequest() => new RequestHead
    {
        Id = 123_456,
        Flags = RequestFlags.Deadline,
        Target = _target,
        Signature = 0x1234_5678,
        Deadline = 60_000,
    }.Write(_buffer);

    /// <summary>Reads it.</summary>
    [Benchmark]
    public ulong ReadRequest()
    {
        if (!RequestHead.TryRead(_request, out RequestHead head)) throw new InvalidDataException("It is no request.");
        return head.Id;
    }

    /// <summary>Cuts 64 link frames that came together; the figure is for one.</summary>
    [Benchmark(OperationsPerInvoke = Gathered)]
    public int CutFrames()
    {
        ReadOnlySpan<byte> rest = _frames;
        int bytes = 0;
        while (LinkFrameHeader.TryCut(ref rest, out _, out ReadOnlySpan<byte> body)) bytes += body.Length;
        return bytes;
    }

    /// <summary>A control frame, which is written with the slower writer.</summary>
    [Benchmark]
    public int WriteControl() =>
        new WireWriter().Varint(123_456).Byte(1).Bytes(_target).UInt64(1).Written.Length;

    /// <summary>Text of a control frame, checked to be UTF-8.</summary>
    [Benchmark]
    public string ReadText()
    {
        var reader = new WireReader(_target);
        return reader.Text(WireLimits.Name);
    }
}
