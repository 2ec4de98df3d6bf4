using PeerRpc.Core.Calls;
using PeerRpc.Core.Links;
using Xunit;

namespace PeerRpc.Core.Tests.Calls;

/// <summary>Every call has exactly one final frame, and that of a method that threw is a fault.</summary>
public sealed class CallAnswerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Throw_DeclaredErrorWhoseDataCannotBeWritten_CallFails()
    {
        var detail = new Lost { What = double.NaN };
        using var calls = LinkedCalls.Serving(
            _ => Task.FromException<string>(new PeerApplicationException<Lost>(detail)));
        Task call = calls.Proxy.Run("lose it");

        calls.Deliver();

        PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(() => call.WaitAsync(Limit));
        Assert.Equal((PeerErrorCode.Internal, Executed.Yes), (error.Code, error.Executed));
    }

    [Fact]
    public async Task Respond_DisposalThrowsAfterwards_OneFinalFrame()
    {
        var lease = new Lease { Failure = new InvalidOperationException("a scope") };
        using var calls = Leased(lease, _ => Task.FromResult("done"));
        Task<string> call = calls.Proxy.Fetch("it");

        calls.DeliverUp();

        Assert.Equal(1, calls.Down.Count(LinkFrameKind.Response) + calls.Down.Count(LinkFrameKind.Fault));
        calls.Deliver();
        Assert.Equal("done", await call.WaitAsync(Limit));
    }

    [Fact]
    public async Task Enter_MethodThrowsInsteadOfReturningATask_LeaseIsLetGo()
    {
        var lease = new Lease();
        using var calls = Leased(lease, _ => throw new InvalidOperationException("at once"));
        Task run = calls.Proxy.Run("it");
        Task fetch = calls.Proxy.Fetch("it");

        calls.Deliver();

        await Assert.ThrowsAsync<PeerRpcException>(() => run.WaitAsync(Limit));
        await Assert.ThrowsAsync<PeerRpcException>(() => fetch.WaitAsync(Limit));
        Assert.Equal(2, lease.Disposals);
    }

    private static LinkedCalls Leased(Lease lease, Func<string, Task<string>> run) =>
        new(_ => new ControllerTarget<IErrand>(new Errand(run), null, lease));
}
