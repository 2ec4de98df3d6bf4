using PeerRpc.Simulations.Contracts;
using PeerRpc.Simulations.Load;
using PeerRpc.Simulations.Scenes;
using PeerRpc.Simulations.Serving;

namespace PeerRpc.Simulations.Pools;

/// <summary>Has errands done by anybody, some at the same time.</summary>
/// <param name="client">Who calls.</param>
/// <param name="executions">The history and the chance of its process.</param>
/// <param name="scene">How it calls.</param>
/// <param name="progress">How much is still to be done.</param>
internal sealed class ErrandRunner(PeerClient client, Executions executions, Scene scene, LoadProgress progress)
{
    /// <summary>Whom a call may go to: anybody at all, whichever process it is.</summary>
    private const int Anybody = 0;

    private static readonly TimeSpan LastDeadline = TimeSpan.FromSeconds(20);

    private const int LongestErrand = 400;
    private const int LongestPatience = 300;
    private const int Keys = 5;

    private Random Random => executions.Random;

    /// <summary>Does what is still to be done.</summary>
    public Task RunAsync() => Task.WhenAll([.. Enumerable.Range(0, scene.Loops).Select(_ => LoopAsync())]);

    /// <summary>Has one errand done that has no reason to fail.</summary>
    public Task<bool> DoAsync() => CallAsync(
        CallForm.Unary, client.AnyPeer(PoolStage.Skill).RoundRobin().WithDeadline(LastDeadline), LastDeadline,
        CancellationToken.None);

    private async Task LoopAsync()
    {
        while (progress.TryBegin())
        {
            await Task.Delay(scene.LongestPause * Random.NextDouble(), executions.Time);
            CallForm form = Random.Next(2) == 0 ? CallForm.Unary : CallForm.Idempotent;
            AnyPeer any = Choose();
            switch (Random.Next(6))
            {
                case 0:
                    using (var stop = new CancellationTokenSource(Patience(), executions.Time))
                        await CallAsync(form, any, scene.Deadline, stop.Token);
                    break;
                case 1:
                    TimeSpan deadline = Patience();
                    await CallAsync(form, any.WithDeadline(deadline), deadline, CancellationToken.None);
                    break;
                default:
                    await CallAsync(form, any, scene.Deadline, CancellationToken.None);
                    break;
            }
            progress.End();
        }
    }

    private TimeSpan Patience() => TimeSpan.FromMilliseconds(Random.Next(1, LongestPatience));

    private AnyPeer Choose()
    {
        AnyPeer any = client.AnyPeer(PoolStage.Skill);
        any = Random.Next(3) switch
        {
            0 => any.RoundRobin(),
            1 => any.StickyTo($"key {Random.Next(Keys)}"),
            _ => any,
        };
        return Random.Next(3) == 0 ? any.WaitForPeer() : any;
    }

    private Task<bool> CallAsync(CallForm form, AnyPeer any, TimeSpan patience, CancellationToken cancellationToken)
    {
        var ticket = new Ticket(executions.Keys.NextCall(), Random.NextInt64());
        int milliseconds = Random.Next(2) == 0 ? 0 : Random.Next(LongestErrand);
        IErrands errands = any.Controller<IErrands>();
        executions.Recorder.Invoked(ticket.Call, Anybody, form, ticket.Value, patience);
        return Outcomes.ObserveAsync(executions.Recorder, ticket.Call, () => form == CallForm.Unary
            ? errands.Do(ticket, milliseconds, cancellationToken)
            : errands.DoAgain(ticket, milliseconds, cancellationToken));
    }
}
