using PeerRpc.Core.Calls;
using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>Which calls can go to another link when theirs has ended, and which cannot.</summary>
public class UnsentCallTests
{
    [Fact]
    [Trait("Must", "L-30")]
    public async Task TakeUnsent_OfCallsThatCarryStreams_LeavesThoseToEndAsNotRun()
    {
        using RawEnd end = RawEnd.Caller();
        end.End.Link.LeavePath();
        Task<string> first = end.Proxy.Plain(1);
        Task<string> carrying = end.Proxy.Take(Nothing());
        Task<string> lending = end.Proxy.Keep(new Gadget());
        Task<string> large = end.Proxy.Upload(new MemoryStream(new byte[100_000]));
        Task<string> last = end.Proxy.Plain(2);

        List<UnsentCall> moved;
        lock (end.End.Link.Gate)
            moved = end.End.Outgoing.Move.TakeUnsent();
        end.End.End(LinkErrors.Gone("It is gone."));

        Assert.Equal([1ul, 5ul], moved.Select(call => call.Call.Id));
        foreach (Task<string> call in (Task<string>[])[carrying, lending, large])
        {
            PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(() => call.WaitAsync(Wire.Deadline));
            Assert.Equal((PeerErrorCode.Unavailable, Executed.No), (error.Code, error.Executed));
        }
        Assert.False(first.IsCompleted || last.IsCompleted);
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    [Trait("Must", "L-30")]
    public async Task TakeUnsent_OfCallsThatWereSent_LeavesThoseToEndAsMaybe()
    {
        using RawEnd end = RawEnd.Caller();
        Task<string> sent = end.Proxy.Plain(1);
        end.End.Link.LeavePath();
        Task<string> waiting = end.Proxy.Plain(2);

        List<UnsentCall> moved;
        lock (end.End.Link.Gate)
            moved = end.End.Outgoing.Move.TakeUnsent();
        end.End.End(LinkErrors.Gone("It is gone."));

        Assert.Equal([2ul], moved.Select(call => call.Call.Id));
        PeerGoneException error = await Assert.ThrowsAsync<PeerGoneException>(() => sent.WaitAsync(Wire.Deadline));
        Assert.Equal(Executed.Maybe, error.Executed);
        Assert.False(waiting.IsCompleted);
    }

    private static async IAsyncEnumerable<string> Nothing()
    {
        await Task.CompletedTask;
        yield break;
    }
}
