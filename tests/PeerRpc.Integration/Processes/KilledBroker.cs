using PeerRpc.Integration.Behaviours;
using PeerRpc.TestPeer;

namespace PeerRpc.Integration.Processes;

/// <summary>A broker that is killed, and takes everybody's connection with it.</summary>
public sealed class KilledBroker
{
    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task DuringCalls_LosesThoseThatWereSent(string transport)
    {
        const int Calls = 20;
        await using ChildProcess broker = await TestProcesses.StartBrokerAsync(transport);
        await using ChildProcess callee = await TestProcesses.StartCalleeAsync(broker.Report);
        var entered = new CountdownSignal(Calls);
        await using PeerClient caller = await TestProcesses.ConnectAsync(broker.Report, entered);
        IWork work = caller.Peer("callee").Controller<IWork>();
        Task[] calls = [.. Enumerable.Range(0, Calls).Select(_ => work.Hang())];
        await entered.WaitAsync();

        await broker.KillAsync();

        foreach (Task call in calls)
            await call.FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe);
        await work.Echo("x").FailsAsync(PeerErrorCode.Unavailable, Executed.No);
    }

    [Fact]
    public async Task DuringACallWithinTheCaller_FiresTheTokensOfWhatItServes()
    {
        await using ChildProcess broker = await TestProcesses.StartBrokerAsync("tcp");
        await using PeerClient callee = await PeerClient.ConnectAsync(broker.Report).WithinLimitAsync();
        var entered = new Signal<CancellationToken>();
        var end = new Gate();
        callee.RegisterController<IProbe>(new Probe(async (_, _, token) =>
        {
            entered.Set(token);
            await end.WaitAsync();
            return "";
        }));
        await callee.RegisterAsPeerAsync("callee").WithinLimitAsync();
        await using PeerClient caller = await PeerClient.ConnectAsync(broker.Report).WithinLimitAsync();
        Task<string> call = caller.Peer("callee").Controller<IProbe>().Ask("x");
        CancellationToken token = await entered.WaitAsync();

        await broker.KillAsync();

        await token.FiredAsync();
        await call.FailsAsync(PeerErrorCode.ConnectionLost, Executed.Maybe);
        end.Open();
    }
}
