using PeerRpc.Core.Calls;
using PeerRpc.Core.Links;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

public sealed class CurrentCallTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Current_InWhatAMethodLeftRunning_IsNullOnceTheCallIsAnswered()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<(PeerCall? Before, PeerCall? After)>? left = null;
        using var calls = LinkedCalls.Serving(_ =>
        {
            left = WatchAsync();
            return Task.FromResult("done");
        });
        Task<string> call = calls.Proxy.Fetch("it");

        calls.Deliver();
        await call.WaitAsync(Limit);
        answered.SetResult();

        (PeerCall? before, PeerCall? after) = await left!.WaitAsync(Limit);
        Assert.NotNull(before);
        Assert.Null(after);

        async Task<(PeerCall?, PeerCall?)> WatchAsync()
        {
            PeerCall? current = PeerCall.Current;
            await answered.Task;
            return (current, PeerCall.Current);
        }
    }

    [Theory]
    [InlineData(1UL << 62)]
    [InlineData(ulong.MaxValue >> 1)]
    [InlineData(400UL * 365 * 24 * 60 * 60 * 1000)]
    public void Deadline_OnTheCallersClockBeyondTheCalendar_IsNone(ulong deadline)
    {
        DateTimeOffset? seen = DateTimeOffset.MinValue;
        using var calls = LinkedCalls.Serving(_ =>
        {
            seen = PeerCall.Current!.Deadline;
            return Task.FromResult("done");
        });

        string? fault = calls.Callee.Link.OnData(calls.Down, Request(deadline), calls);
        calls.Deliver();

        Assert.Null(fault);
        Assert.Null(seen);
    }

    private static byte[] Request(ulong deadline)
    {
        var head = new RequestHead
        {
            Id = 1,
            Flags = RequestFlags.Deadline,
            Deadline = deadline,
            Target = CallTarget.Encode("/errand", "Fetch"),
            TraceParent = "",
            TraceState = "",
        };
        byte[] payload = [1, 4, 0, 0, 0, (byte)'"', (byte)'i', (byte)'t', (byte)'"'];
        byte[] frame = new byte[head.MaxSize + payload.Length];
        int length = head.Write(frame);
        payload.CopyTo(frame.AsSpan(length));
        length += payload.Length;
        new LinkFrameHeader(LinkFrameKind.Request, length - LinkFrameHeader.Size).Write(frame);
        return frame[..length];
    }
}
