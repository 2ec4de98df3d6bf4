using PeerRpc.Integration.Behaviours;
using PeerRpc.TestPeer;

namespace PeerRpc.Integration.Processes;

/// <summary>A callee that is killed: nobody says goodbye, and still no caller waits for its deadline.</summary>
public sealed class KilledCallee
{
    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task DuringCalls_AllEndAsGone(string transport)
    {
        const int Calls = 20;
        await using ChildProcess broker = await TestProcesses.StartBrokerAsync(transport);
        await using ChildProcess callee = await TestProcesses.StartCalleeAsync(broker.Report);
        var entered = new CountdownSignal(Calls);
        await using PeerClient caller = await TestProcesses.ConnectAsync(broker.Report, entered);
        IWork work = caller.Peer("callee").Controller<IWork>();
        Task[] calls = [.. Enumerable.Range(0, Calls).Select(_ => work.Hang())];
        await entered.WaitAsync();

        await callee.KillAsync();

        foreach (Task call in calls)
            await call.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        await work.Echo("x").FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task BlockedInItsController_EndsTheCallsBehindItToo(string transport)
    {
        await using ChildProcess broker = await TestProcesses.StartBrokerAsync(transport);
        await using ChildProcess callee = await TestProcesses.StartCalleeAsync(broker.Report);
        var entered = new CountdownSignal(1);
        await using PeerClient caller = await TestProcesses.ConnectAsync(broker.Report, entered);
        IWork work = caller.Peer("callee").Controller<IWork>();
        Task blocked = work.Block();
        await entered.WaitAsync();
        Task<string> behind = work.Echo("x");

        await callee.KillAsync();

        await blocked.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        // It may have overtaken the callee's blocking, which begins after it has called back.
        await Task.WhenAny(behind).WithinLimitAsync();
        if (!behind.IsCompletedSuccessfully)
            await behind.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task StartedAgain_ServesTheSameProxy(string transport)
    {
        await using ChildProcess broker = await TestProcesses.StartBrokerAsync(transport);
        var entered = new CountdownSignal(1);
        await using PeerClient caller = await TestProcesses.ConnectAsync(broker.Report, entered);
        IWork work = caller.Peer("callee").Controller<IWork>();
        await using (ChildProcess first = await TestProcesses.StartCalleeAsync(broker.Report))
        {
            Task hanging = work.Hang();
            await entered.WaitAsync();
            await first.KillAsync();
            await hanging.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        }

        await using ChildProcess second = await TestProcesses.StartCalleeAsync(broker.Report);

        Assert.Equal("x", await work.Echo("x").WithinLimitAsync());
    }
}
