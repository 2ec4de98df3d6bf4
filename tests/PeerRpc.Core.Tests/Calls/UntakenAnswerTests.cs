using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

/// <summary>A caller that takes no answers cannot make the callee hold them without end.</summary>
public sealed class UntakenAnswerTests
{
    private static readonly LinkSettings Settings = new() { Limits = new LinkLimits(4 * 1024 * 1024, 8, 256) };

    [Fact]
    [Trait("Must", "Q-24")]
    public void Request_NoAnswerIsTaken_FaultAfterTwiceTheLimitOfCalls()
    {
        using var calls = LinkedCalls.Serving(_ => Task.FromResult("done"), Settings);
        calls.Down.HasRoom = false;

        int accepted = 0;
        while (accepted < 1000 && calls.Callee.Link.OnData(calls.Down, Request((ulong)accepted + 1), calls) is null)
            accepted++;

        Assert.Equal(16, accepted);
    }

    [Fact]
    public async Task Request_AnswersAreTakenLate_AllAreAnswered()
    {
        using var calls = LinkedCalls.Serving(_ => Task.FromResult("done"), Settings);
        calls.Down.HasRoom = false;
        Task<string>[] fetches = [.. Enumerable.Range(0, 100).Select(_ => calls.Proxy.Fetch("it"))];
        calls.DeliverUp();
        calls.Down.HasRoom = true;
        calls.Callee.Link.OnRoom();

        Assert.Null(calls.Deliver());

        string[] results = await Task.WhenAll(fetches).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(100, results.Length);
    }

    [Fact]
    public void Chunk_BegunAndAbandonedAgainAndAgain_OneGrantWaits()
    {
        using var calls = LinkedCalls.Serving(_ => Task.FromResult("done"), Settings);
        calls.Down.HasRoom = false;
        for (ulong id = 1; id <= 1000; id++)
            Assert.Null(calls.Callee.Link.OnData(calls.Down, AbandonedMessage(id), calls));

        calls.Down.HasRoom = true;
        calls.Callee.Link.OnRoom();

        Assert.Equal(1, calls.Down.Count(LinkFrameKind.ChunkCredit));
    }

    // A request for a controller that nobody has registered.
    private static byte[] Request(ulong id)
    {
        var head = new RequestHead
        {
            Id = id,
            Target = CallTarget.Encode("/nowhere", "Run"),
            TraceParent = "",
            TraceState = "",
        };
        byte[] frame = new byte[head.MaxSize];
        int length = head.Write(frame);
        new LinkFrameHeader(LinkFrameKind.Request, length - LinkFrameHeader.Size).Write(frame);
        return frame[..length];
    }

    private static byte[] AbandonedMessage(ulong id)
    {
        WireWriter body = new WireWriter().Varint(id).Byte((byte)(ChunkFlags.First | ChunkFlags.Abandoned))
            .Byte((byte)LinkFrameKind.Request).Varint(64 * 1024);
        byte[] frame = new byte[LinkFrameHeader.Size + body.Written.Length];
        new LinkFrameHeader(LinkFrameKind.Chunk, body.Written.Length).Write(frame);
        body.Written.CopyTo(frame.AsSpan(LinkFrameHeader.Size));
        return frame;
    }
}
