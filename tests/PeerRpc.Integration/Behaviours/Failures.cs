namespace PeerRpc.Integration.Behaviours;

/// <summary>Checks how calls fail.</summary>
internal static class Failures
{
    /// <summary>The call fails with this code, and says this about whether it ran.</summary>
    public static async Task<PeerRpcException> FailsAsync(this Task call, PeerErrorCode code, Executed executed)
    {
        PeerRpcException failure = await Assert.ThrowsAnyAsync<PeerRpcException>(call.WithinLimitAsync);
        Assert.Equal((code, executed), (failure.Code, failure.Executed));
        return failure;
    }

    /// <summary>The call fails with this code, says this about whether it ran, and where the error arose.</summary>
    public static async Task<PeerRpcException> FailsAsync(
        this Task call, PeerErrorCode code, Executed executed, PeerErrorOrigin origin)
    {
        PeerRpcException failure = await call.FailsAsync(code, executed);
        Assert.Equal(origin, failure.Origin);
        Assert.NotEmpty(failure.CorrelationId);
        return failure;
    }

    /// <summary>The call ends as cancelled by its caller's token.</summary>
    public static async Task<PeerCallCanceledException> IsCancelledAsync(this Task call, Executed executed)
    {
        PeerCallCanceledException failure = await Assert.ThrowsAsync<PeerCallCanceledException>(call.WithinLimitAsync);
        Assert.Equal((PeerErrorCode.Cancelled, executed), (failure.Code, failure.Executed));
        return failure;
    }
}
