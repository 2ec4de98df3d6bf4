using System.Diagnostics;
using PeerRpc.Integration.Behaviours;
using PeerRpc.TestPeer;

namespace PeerRpc.Integration.Processes;

/// <summary>A callee whose process stands still, or starts anew.</summary>
public sealed class StoppedCallee
{
    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task Callee_ThatStandsStillAndGoesOn_AnswersEveryCall(string transport)
    {
        await using ChildProcess broker = await TestProcesses.StartLastingBrokerAsync(transport);
        await using ChildProcess callee = await TestProcesses.StartCalleeAsync(broker.Report);
        await using PeerClient caller = await PeerClient.ConnectAsync(broker.Report).WithinLimitAsync();
        IWork work = caller.Peer("callee").Controller<IWork>();
        Assert.Equal("0", await work.Echo("0").WithinLimitAsync());

        await callee.SignalAsync("STOP");
        Task<string>[] calls = [.. Enumerable.Range(1, 100).Select(i => work.Echo($"{i}"))];
        await ReservedAsync(broker.Report);
        Assert.DoesNotContain(calls, call => call.IsCompleted);
        await callee.SignalAsync("CONT");

        for (int i = 0; i < calls.Length; i++)
            Assert.Equal($"{i + 1}", await calls[i].WithinLimitAsync());
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task Callee_KilledAndStartedAnew_IsGoneAtOnce(string transport)
    {
        const int Calls = 20;
        await using ChildProcess broker = await TestProcesses.StartLastingBrokerAsync(transport);
        await using ChildProcess callee = await TestProcesses.StartCalleeAsync(broker.Report);
        var entered = new CountdownSignal(Calls);
        await using PeerClient caller = await TestProcesses.ConnectAsync(broker.Report, entered);
        IWork work = caller.Peer("callee").Controller<IWork>();
        Task[] calls = [.. Enumerable.Range(0, Calls).Select(_ => work.Hang())];
        await entered.WaitAsync();

        await callee.KillAsync();
        Task<string> waiting = work.Echo("waiting");
        await using ChildProcess second = await TestProcesses.StartCalleeAsync(broker.Report);

        // Long before the window is over: the new process says that it does not know the link.
        foreach (Task call in calls)
            await call.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
        Assert.Equal("new", await work.Echo("new").WithinLimitAsync());
        await EndsOnceAsync(waiting);
    }

    // Ends when the broker has given the callee's connection up: only then does it say for how long it keeps the id.
    private static async Task ReservedAsync(string broker)
    {
        await using PeerClient other = await PeerClient.ConnectAsync(broker).WithinLimitAsync();
        long begun = Stopwatch.GetTimestamp();
        PeerRpcException refused;
        do
        {
            refused = await other.RegisterAsPeerAsync("callee").FailsAsync(PeerErrorCode.PeerIdInUse, Executed.No);
            Assert.True(Stopwatch.GetElapsedTime(begun) < WaitExtensions.Limit, "The broker did not notice.");
        }
        while (refused.RetryAfter is null);
    }

    // It may have been written before the connection was found to be lost; otherwise it goes to the new process.
    private static async Task EndsOnceAsync(Task<string> call)
    {
        await Task.WhenAny(call).WithinLimitAsync();
        if (!call.IsCompletedSuccessfully)
            await call.FailsAsync(PeerErrorCode.PeerGone, Executed.Maybe);
    }
}
