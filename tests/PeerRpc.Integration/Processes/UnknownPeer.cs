using PeerRpc.Integration.Behaviours;
using PeerRpc.TestPeer;

namespace PeerRpc.Integration.Processes;

/// <summary>Peers that never were, or are no more: an error, never a hang.</summary>
public sealed class UnknownPeer
{
    // Far below the default deadline of a minute, and far above what a loaded machine needs.
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("ws")]
    [InlineData("tcp")]
    public async Task Called_AnswersPromptly(string transport)
    {
        await using ChildProcess broker = await TestProcesses.StartBrokerAsync(transport);
        await using PeerClient caller = await TestProcesses.ConnectAsync(broker.Report, new CountdownSignal(1));

        Task<string> call = caller.Peer("nobody").Controller<IWork>().Echo("x");

        await call.WaitAsync(Promptly).FailsAsync(PeerErrorCode.PeerNotFound, Executed.No, PeerErrorOrigin.Broker);
    }

    [Fact]
    public async Task ManyCalledAtOnce_AllAnswerPromptly()
    {
        await using ChildProcess broker = await TestProcesses.StartBrokerAsync("tcp");
        await using PeerClient caller = await TestProcesses.ConnectAsync(broker.Report, new CountdownSignal(1));

        Task<string>[] calls =
            [.. Enumerable.Range(0, 500).Select(i => caller.Peer($"nobody{i}").Controller<IWork>().Echo("x"))];

        foreach (Task<string> call in calls)
            await call.WaitAsync(Promptly).FailsAsync(PeerErrorCode.PeerNotFound, Executed.No);
    }
}
