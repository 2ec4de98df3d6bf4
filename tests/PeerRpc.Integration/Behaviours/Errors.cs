namespace PeerRpc.Integration.Behaviours;

/// <summary>How calls fail that reach nobody, or a method that throws.</summary>
public abstract class Errors<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    [Fact]
    public async Task Peer_Unknown_IsNotFound()
    {
        IProbe probe = await CallerAsync<IProbe>("nobody");

        PeerRpcException failure = await probe.Ask("x")
            .FailsAsync(PeerErrorCode.PeerNotFound, Executed.No, PeerErrorOrigin.Broker);

        Assert.IsType<PeerNotFoundException>(failure);
        Assert.Contains("nobody", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_UnknownAtFirst_IsFoundOnceItHasRegistered()
    {
        IProbe probe = await CallerAsync<IProbe>();
        await probe.Ask("x").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);

        await ServeAsync<IProbe>(new Probe());

        Assert.Equal("x", await probe.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Controller_Unknown_IsNotFound()
    {
        await ConnectAsync("callee");
        IProbe probe = await CallerAsync<IProbe>();

        PeerRpcException failure = await probe.Ask("x")
            .FailsAsync(PeerErrorCode.ControllerNotFound, Executed.No, PeerErrorOrigin.CalleeRuntime);

        Assert.Contains("/probe", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undeclared_ExceptionOfTheMethod_IsInternalWithoutItsText()
    {
        using var log = new RecordingLoggerFactory();
        await ServeAsync<IProbe>(
            Probe.Doing(() => throw new InvalidOperationException("secret")), configure: o => o.LoggerFactory = log);
        IProbe probe = await CallerAsync<IProbe>();

        PeerRpcException failure = await probe.Ask("x")
            .FailsAsync(PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.CalleeCode);

        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        LogEntry entry = Assert.Single(log.Entries, e => e.Exception is InvalidOperationException);
        Assert.Contains(failure.CorrelationId, entry.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undeclared_ExceptionAfterAnAwait_IsInternalToo()
    {
        await ServeAsync<IProbe>(Probe.Doing(async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("secret");
        }));
        IProbe probe = await CallerAsync<IProbe>();

        await probe.Ask("x").FailsAsync(PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.CalleeCode);
    }

    [Fact]
    public async Task CorrelationId_OfEveryCall_IsItsOwnAndTheCallees()
    {
        var seen = new List<string>();
        await ServeAsync<IProbe>(Probe.Handling((_, call) =>
        {
            seen.Add(call.CorrelationId);
            throw new InvalidOperationException();
        }));
        IProbe probe = await CallerAsync<IProbe>();

        PeerRpcException first = await probe.Ask("x").FailsAsync(PeerErrorCode.Internal, Executed.Yes);
        PeerRpcException second = await probe.Ask("x").FailsAsync(PeerErrorCode.Internal, Executed.Yes);

        Assert.NotEqual(first.CorrelationId, second.CorrelationId);
        Assert.Equal([first.CorrelationId, second.CorrelationId], seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Declared_ErrorOfTheContract_ArrivesWithItsData(bool asTask)
    {
        var muted = new Muted("op", DateTimeOffset.UnixEpoch);
        await ServeAsync<IRoom>(new Room(() => new PeerApplicationException<Muted>(muted, "You are muted.")));
        IRoom room = await CallerAsync<IRoom>();

        PeerRpcException failure = await (asTask ? room.Say("x") : room.Enter("x"))
            .FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes, PeerErrorOrigin.CalleeCode);

        PeerApplicationException<Muted> typed = Assert.IsType<PeerApplicationException<Muted>>(failure);
        Assert.Equal(muted, typed.Detail);
        Assert.Equal("room.muted", typed.ErrorCode);
        Assert.Equal("You are muted.", typed.Message);
    }

    [Fact]
    public async Task Declared_ErrorOfOneMethod_IsUndeclaredAtAnother()
    {
        await ServeAsync<IRoom>(new Room(() => new PeerApplicationException<Full>(new Full(3))));
        IRoom room = await CallerAsync<IRoom>();

        PeerRpcException failure = await room.Enter("x").FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes);
        Assert.Equal(new Full(3), Assert.IsType<PeerApplicationException<Full>>(failure).Detail);

        await room.Say("x").FailsAsync(PeerErrorCode.Internal, Executed.Yes);
    }

    [Fact]
    public async Task Declared_ErrorUnknownToTheCaller_ArrivesAsTheBaseWithItsRawData()
    {
        await ServeAsync<IRoom>(new Room(() => new PeerApplicationException<Muted>(new Muted("op", default))));
        IPlainRoom room = await CallerAsync<IPlainRoom>();

        PeerRpcException failure = await room.Say("x")
            .FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes, PeerErrorOrigin.CalleeCode);

        PeerApplicationException untyped = Assert.IsType<PeerApplicationException>(failure);
        Assert.Equal("room.muted", untyped.ErrorCode);
        Assert.Contains("op", System.Text.Encoding.UTF8.GetString(untyped.RawDetail.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RpcException_OfANestedCall_DoesNotPassForTheMethodsOwn()
    {
        await ServeAsync<IProbe>(Probe.Doing(() =>
            throw new PeerRpcException(PeerErrorCode.PermissionDenied, "secret")));
        IProbe probe = await CallerAsync<IProbe>();

        PeerRpcException failure = await probe.Ask("x").FailsAsync(PeerErrorCode.Internal, Executed.Yes);

        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_ThrownByTheMethodForReasonsOfItsOwn_IsInternal()
    {
        await ServeAsync<IProbe>(Probe.Doing(() => throw new OperationCanceledException()));
        IProbe probe = await CallerAsync<IProbe>();

        await probe.Ask("x").FailsAsync(PeerErrorCode.Internal, Executed.Yes, PeerErrorOrigin.CalleeCode);
    }
}
