using System.Collections.Concurrent;

namespace PeerRpc.Integration.Behaviours;

/// <summary>What runs around calls, on both sides.</summary>
public abstract class Filters<TTransport> : Conformance<TTransport>
    where TTransport : ITestTransport, new()
{
    private readonly ConcurrentQueue<string> _log = new();

    [Fact]
    public async Task Both_Sides_RunInTheirOrderAroundTheMethod()
    {
        await ServeAsync<IProbe>(Logging(), configure: o =>
        {
            o.IncomingFilters.Add(Incoming("c"));
            o.IncomingFilters.Add(Incoming("d"));
        });
        IProbe probe = await CallerAsync<IProbe>(configure: o =>
        {
            o.OutgoingFilters.Add(Outgoing("a"));
            o.OutgoingFilters.Add(Outgoing("b"));
        });

        Assert.Equal("x", await probe.Ask("x").WithinLimitAsync());

        Assert.Equal(["+a", "+b", "+c", "+d", "method", "-d", "-c", "-b", "-a"], _log);
    }

    [Fact]
    public async Task Outgoing_Filter_SeesTheCall()
    {
        await ServeAsync<IShapes>(new Shapes());
        IShapes shapes = await CallerAsync<IShapes>(configure: o => o.OutgoingFilters.Add(new OutgoingFilter(
            (context, next) =>
            {
                string arguments = string.Join(',', context.Arguments);
                _log.Enqueue($"{context.TargetId} {context.Controller} {context.Method} {arguments}");
                return next();
            })));

        await shapes.Add(2, 3).WithinLimitAsync();

        Assert.Equal(["callee /shapes Add 2,3"], _log);
    }

    [Fact]
    public async Task Incoming_Filter_SeesTheCall()
    {
        await ServeAsync<IShapes>(new Shapes(), configure: o => o.IncomingFilters.Add(new IncomingFilter(
            (context, next) =>
            {
                string arguments = string.Join(',', context.Arguments);
                _log.Enqueue($"{context.Call.TargetId} {context.Call.Controller} {context.Call.Method} {arguments}");
                return next();
            })));
        IShapes shapes = await CallerAsync<IShapes>();

        await shapes.Add(2, 3).WithinLimitAsync();

        Assert.Equal(["callee /shapes Add 2,3"], _log);
    }

    [Fact]
    public async Task Outgoing_Filter_MayTryAgain()
    {
        int tries = 0;
        await ServeAsync<IProbe>(Probe.Doing(() => ++tries < 3
            ? throw new InvalidOperationException() : Task.FromResult("third")));
        IProbe probe = await CallerAsync<IProbe>(configure: o => o.OutgoingFilters.Add(new OutgoingFilter(
            async (_, next) =>
            {
                for (int i = 0; i < 2; i++)
                {
                    try
                    {
                        await next();
                        return;
                    }
                    catch (PeerRpcException failure) when (failure.Code == PeerErrorCode.Internal)
                    {
                        _log.Enqueue(failure.CorrelationId);
                    }
                }
                await next();
            })));

        Assert.Equal("third", await probe.Ask("x").WithinLimitAsync());
        Assert.Equal(2, _log.Distinct().Count());
    }

    [Fact]
    public async Task Either_Side_MayReplaceTheResult()
    {
        await ServeAsync<IShapes>(new Shapes(), configure: o => o.IncomingFilters.Add(new IncomingFilter(
            async (context, next) =>
            {
                await next();
                context.Result = (int)context.Result! * 10;
            })));
        IShapes shapes = await CallerAsync<IShapes>(configure: o => o.OutgoingFilters.Add(new OutgoingFilter(
            async (context, next) =>
            {
                await next();
                context.Result = (int)context.Result! + 1;
            })));

        Assert.Equal(51, await shapes.Add(2, 3).WithinLimitAsync());
    }

    [Fact]
    public async Task Either_Side_MayAnswerInsteadOfTheMethod()
    {
        var probe = new Probe();
        await ServeAsync<IProbe>(probe, configure: o => o.IncomingFilters.Add(new IncomingFilter((context, next) =>
        {
            context.Result = "from the callee's filter";
            return default;
        })));
        IProbe caller = await CallerAsync<IProbe>();
        IProbe other = await CallerAsync<IProbe>("nobody", o => o.OutgoingFilters.Add(new OutgoingFilter((context, _) =>
        {
            context.Result = "from the caller's filter";
            return default;
        })));

        Assert.Equal("from the callee's filter", await caller.Ask("x").WithinLimitAsync());
        Assert.Equal("from the caller's filter", await other.Ask("x").WithinLimitAsync());
        Assert.Equal(0, probe.Entered);
    }

    [Fact]
    public async Task Incoming_Filter_MayRefuse()
    {
        var probe = new Probe();
        await ServeAsync<IProbe>(probe, configure: o => o.IncomingFilters.Add(new IncomingFilter((_, _) =>
            throw new PeerRpcException(PeerErrorCode.PermissionDenied, "Members only.")
            {
                RetryAfter = TimeSpan.FromSeconds(3),
            })));
        IProbe caller = await CallerAsync<IProbe>();

        PeerRpcException failure = await caller.Ask("x")
            .FailsAsync(PeerErrorCode.PermissionDenied, Executed.No, PeerErrorOrigin.CalleeRuntime);

        Assert.Equal("Members only.", failure.Message);
        Assert.Equal(TimeSpan.FromSeconds(3), failure.RetryAfter);
        Assert.Equal(0, probe.Entered);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(77)]
    [InlineData(-1)]
    [InlineData(256 + (int)PeerErrorCode.Unavailable)]
    public async Task Incoming_Filter_ThatRefusesWithWhatIsNoCode_IsInternalAndTheLinkLivesOn(int code)
    {
        bool isOver = false;
        await ServeAsync<IProbe>(new Probe(), configure: o => o.IncomingFilters.Add(new IncomingFilter((_, next) =>
            isOver ? next() : throw new PeerRpcException((PeerErrorCode)code, "Why not?"))));
        IProbe caller = await CallerAsync<IProbe>();

        await caller.Ask("x").FailsAsync(PeerErrorCode.Internal, Executed.No, PeerErrorOrigin.CalleeRuntime);

        isOver = true;
        Assert.Equal("x", await caller.Ask("x").WithinLimitAsync());
    }

    [Fact]
    public async Task Incoming_Filter_ThatThrowsAnythingElse_IsInternalWithoutItsText()
    {
        var probe = new Probe();
        await ServeAsync<IProbe>(probe, configure: o => o.IncomingFilters.Add(new IncomingFilter((_, _) =>
            throw new InvalidOperationException("secret"))));
        IProbe caller = await CallerAsync<IProbe>();

        PeerRpcException failure = await caller.Ask("x").FailsAsync(PeerErrorCode.Internal, Executed.No);

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, probe.Entered);
    }

    [Fact]
    public async Task Incoming_Filter_MayTranslateErrors()
    {
        await ServeAsync<IRoom>(new Room(() => new InvalidOperationException()), configure: o =>
            o.IncomingFilters.Add(new IncomingFilter(async (_, next) =>
            {
                try
                {
                    await next();
                }
                catch (InvalidOperationException)
                {
                    throw new PeerApplicationException<Muted>(new Muted("filter", default));
                }
            })));
        IRoom room = await CallerAsync<IRoom>();

        PeerRpcException failure = await room.Say("x").FailsAsync(PeerErrorCode.ApplicationError, Executed.Yes);

        Assert.Equal("filter", Assert.IsType<PeerApplicationException<Muted>>(failure).Detail.By);
    }

    [Fact]
    public async Task Outgoing_Filter_MayTranslateErrors()
    {
        IProbe probe = await CallerAsync<IProbe>("nobody", o => o.OutgoingFilters.Add(new OutgoingFilter(
            async (_, next) =>
            {
                try
                {
                    await next();
                }
                catch (PeerNotFoundException absent)
                {
                    throw new InvalidOperationException("Nobody is there.", absent);
                }
            })));

        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => probe.Ask("x").WithinLimitAsync());

        Assert.IsType<PeerNotFoundException>(failure.InnerException);
    }

    [Fact]
    public async Task OneWay_Calls_PassThroughFiltersToo()
    {
        var told = new Gate();
        await ServeAsync<INote>(
            new Note(_ =>
            {
                told.Open();
                return Task.CompletedTask;
            }),
            configure: o => o.IncomingFilters.Add(Incoming("in")));
        INote note = await CallerAsync<INote>(configure: o => o.OutgoingFilters.Add(Outgoing("out")));

        await note.Post("x").WithinLimitAsync();
        await told.WaitAsync();

        Assert.Contains("+out", _log);
        Assert.Contains("+in", _log);
    }

    [Fact]
    public async Task Registering_IsNoCallThatFiltersSee()
    {
        await ConnectAsync("alice", o => o.OutgoingFilters.Add(Outgoing("a")));

        Assert.Empty(_log);
    }

    private Probe Logging() => Probe.Handling((text, _) =>
    {
        _log.Enqueue("method");
        return Task.FromResult(text);
    });

    private OutgoingFilter Outgoing(string name) => new((_, next) => AroundAsync(name, next));

    private IncomingFilter Incoming(string name) => new((_, next) => AroundAsync(name, next));

    private async ValueTask AroundAsync(string name, PeerCallNext next)
    {
        _log.Enqueue($"+{name}");
        await next();
        _log.Enqueue($"-{name}");
    }
}
