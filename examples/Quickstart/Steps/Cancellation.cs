using PeerRpc;
using Quickstart.Contracts;
using Quickstart.Peers;

namespace Quickstart.Steps;

/// <summary>A caller changes its mind: its own wait ends at once, and the method at the other end is told.</summary>
internal static class Cancellation
{
    public static async Task RunAsync(Participant alice, Participant bob, Transcript transcript)
    {
        transcript.Step("4. A cancellation");
        using var source = new CancellationTokenSource();
        Task counting = alice.Client.Peer("bob").Controller<ICalculator>().CountToInfinity(source.Token);
        await bob.Calculator.Started.WaitAsync();
        transcript.Line("bob counts; alice cancels");
        await source.CancelAsync();

        try
        {
            await counting;
            transcript.Check(false, "alice's call ended without an exception");
        }
        catch (OperationCanceledException error)
        {
            transcript.Check(error is PeerCallCanceledException, $"alice's call ended: {error.Message}");
        }
        transcript.Check(
            await bob.Calculator.Stopped.WaitAsync(TimeSpan.FromSeconds(5)), "bob's method was told to stop");
    }
}
