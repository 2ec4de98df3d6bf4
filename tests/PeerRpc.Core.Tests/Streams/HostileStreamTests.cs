using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>What a side that breaks every rule can do: have its link ended.</summary>
public class HostileStreamTests
{
    // A received byte may cost so many bytes of memory: a message of four bytes is an object or two.
    private const long MemoryPerByte = 400;

    private static readonly byte[][] Frames =
    [
        StreamWire.Item(1, "x"), StreamWire.Item(2, "x", dropped: 3), StreamWire.Item(3, "x"),
        StreamWire.Item(1, "x", range: new AttachmentRange(2, 11)),
        StreamWire.Item(2, "x", range: new AttachmentRange(2, 12)),
        StreamWire.RawItem(1, new byte[3000]),
        StreamWire.End(1), StreamWire.End(2, StreamOutcome.Cancelled, 7),
        StreamWire.End(1, StreamOutcome.Failed, 0, FaultFrame.Of(
            PeerErrorCode.ApplicationError, Executed.Yes, PeerErrorOrigin.CalleeCode, "no")),
        StreamWire.Credit(1, 1 << 20), StreamWire.Credit(2, 1 << 20),
        StreamWire.Release(1), StreamWire.Release(2), StreamWire.Release(3), StreamWire.Release(4),
        StreamWire.Request(9, "Take", new AttachmentRange(1, 21)), StreamWire.Request(10, "Items"),
        StreamWire.Request(11, "Mix", new AttachmentRange(3, 31)), StreamWire.Request(12, "Lend"),
        StreamWire.ObjectRequest(13, 4, "Press", 1), StreamWire.ObjectRequest(14, 1, "Press", 1),
        StreamWire.Response(1), StreamWire.Response(2, new AttachmentRange(1, 2)), StreamWire.Fault(1),
        Wire.Chunk(1, ChunkFlags.First, 1000, 20_000, LinkFrameKind.StreamItem),
        Wire.Chunk(1, ChunkFlags.Last, 1000), Wire.Chunk(1, ChunkFlags.Abandoned, 0),
        Wire.LinkFrame(LinkFrameKind.Cancel, [1, 1]), Wire.Ack(0, 0, 1 << 20),
    ];

    [Fact]
    public void Callee_WhateverComes_OnlyFindsFaults() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1500),
        Prop.ForAll(Bytes().ToArbitrary(), static frames =>
        {
            using RawEnd end = RawEnd.Callee();
            end.Controller.Bytes = new MemoryStream(new byte[10_000]);
            end.Take(
                StreamWire.Request(1, "Items"), StreamWire.Request(2, "Lend"),
                StreamWire.Request(3, "Take", new AttachmentRange(1, 1)),
                StreamWire.Request(4, "Work", new AttachmentRange(1, 3)), StreamWire.Request(5, "Download"));
            return Survives(end, frames);
        }));

    [Fact]
    public void Caller_WhateverComes_OnlyFindsFaults() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1500),
        Prop.ForAll(Bytes().ToArbitrary(), static frames =>
        {
            using RawEnd end = RawEnd.Caller();
            Task[] calls =
            [
                end.Proxy.Work(new Told<int>(_ => { })), end.Proxy.Keep(new Gadget()), end.Proxy.Download(),
                end.Proxy.Lend(), end.Proxy.WatchLater(),
            ];
            end.Take(
                StreamWire.Response(3, new AttachmentRange(1, 2)), StreamWire.Response(4, new AttachmentRange(1, 4)));
            return Survives(end, frames)
                && SpinWait.SpinUntil(() => Array.TrueForAll(calls, call => call.IsCompleted), Wire.Deadline);
        }));

    // Frames as they may be, with bytes changed, cut off and put in; and frames of any kind with anything in them.
    private static Gen<byte[][]> Bytes()
    {
        Gen<byte[]> valid = Gen.Elements(Frames);
        Gen<byte[]> changed =
            from frame in valid
            from at in Gen.Choose(LinkFrameHeader.Size, 40)
            from value in ArbMap.Default.GeneratorFor<byte>()
            from act in Gen.Choose(0, 2)
            select Change(frame, at, value, act);
        Gen<byte[]> random =
            from kind in Gen.Choose((int)LinkFrameKind.Request, (int)LinkFrameKind.Release)
            from body in ArbMap.Default.GeneratorFor<byte[]>()
            select Wire.LinkFrame((LinkFrameKind)kind, body);
        Gen<byte[]> raw = ArbMap.Default.GeneratorFor<byte[]>();
        return Gen.Frequency((6, valid), (6, changed), (2, random), (1, raw))
            .ListOf(30).Select(frames => frames.ToArray());
    }

    private static byte[] Change(byte[] frame, int at, byte value, int act)
    {
        byte[] body = frame[LinkFrameHeader.Size..];
        at = Math.Min(at - LinkFrameHeader.Size, body.Length - 1);
        body = act switch
        {
            0 => [.. body.AsSpan(0, at), value, .. body.AsSpan(at + 1)],
            1 => [.. body.AsSpan(0, at), value, .. body.AsSpan(at)],
            _ => body[..at],
        };
        return Wire.LinkFrame((LinkFrameKind)frame[LinkFrameHeader.Size - 1], body);
    }

    private static bool Survives(RawEnd end, byte[][] frames)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long received = 0;
        foreach (byte[] frame in frames)
        {
            received += frame.Length;
            if (end.End.Link.OnData(end.Path, frame, end.Work) is not null)
                break;
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        end.Work.RunAll();
        bool bounded = allocated <= received * MemoryPerByte + 512 * 1024
            && end.Streams.Count <= 2 * new LinkSettings().Limits.Streams;
        end.EndLink();
        return bounded && end.Streams.Count == 0;
    }
}
