using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using Xunit;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Makes and cuts raw frames.</summary>
internal static class Wire
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static byte[] Body<TFrame>(TFrame frame)
        where TFrame : IWireFrame
    {
        var writer = new WireWriter();
        frame.Write(writer);
        return writer.Written.ToArray();
    }

    public static byte[] Frame<TFrame>(uint label, TFrame frame)
        where TFrame : IWireFrame => Frame(TFrame.Kind, label, Body(frame));

    public static byte[] Frame(FrameKind kind, uint label, ReadOnlySpan<byte> body)
    {
        byte[] bytes = new byte[FrameHeader.Size + body.Length];
        new FrameHeader(kind, label, body.Length).Write(bytes);
        body.CopyTo(bytes.AsSpan(FrameHeader.Size));
        return bytes;
    }

    public static byte[] LinkFrame(LinkFrameKind kind, ReadOnlySpan<byte> body)
    {
        byte[] bytes = new byte[LinkFrameHeader.Size + body.Length];
        new LinkFrameHeader(kind, body.Length).Write(bytes);
        body.CopyTo(bytes.AsSpan(LinkFrameHeader.Size));
        return bytes;
    }

    public static byte[] Ack(ulong received, ulong sent, ulong credit)
    {
        Span<byte> bytes = stackalloc byte[AckFrame.MaxSize];
        return bytes[..new AckFrame(received, sent, credit).Write(bytes)].ToArray();
    }

    /// <summary>A chunk of a message; with a length it is the first one.</summary>
    public static byte[] Chunk(
        ulong id, ChunkFlags flags, int bytes, int length = 0, LinkFrameKind kind = LinkFrameKind.Request)
    {
        WireWriter writer = new WireWriter().Varint(id).Byte((byte)flags);
        if ((flags & ChunkFlags.First) != 0)
            writer.Byte((byte)kind).Varint((ulong)length);
        return LinkFrame(LinkFrameKind.Chunk, writer.Fixed(new byte[bytes]).Written);
    }

    public static List<(FrameHeader Header, byte[] Body)> Cut(ReadOnlySpan<byte> bytes)
    {
        List<(FrameHeader, byte[])> frames = [];
        while (bytes.Length > 0)
        {
            FrameHeader header = FrameHeader.Read(bytes);
            frames.Add((header, bytes.Slice(FrameHeader.Size, header.Length).ToArray()));
            bytes = bytes[(FrameHeader.Size + header.Length)..];
        }
        return frames;
    }

    public static List<(LinkFrameKind Kind, byte[] Body)> CutLink(ReadOnlySpan<byte> bytes)
    {
        List<(LinkFrameKind, byte[])> frames = [];
        while (bytes.Length > 0)
        {
            Assert.True(LinkFrameHeader.TryCut(ref bytes, out LinkFrameHeader header, out ReadOnlySpan<byte> body));
            frames.Add((header.Kind, body.ToArray()));
        }
        return frames;
    }
}
