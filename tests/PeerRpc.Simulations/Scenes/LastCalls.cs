using PeerRpc.Simulations.Contracts;
using PeerRpc.Simulations.Serving;

namespace PeerRpc.Simulations.Scenes;

/// <summary>Calls everybody from everybody, once all is calm: each call has to succeed.</summary>
/// <param name="stage">What has been played.</param>
internal sealed class LastCalls(Stage stage)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>Makes them.</summary>
    /// <returns>Those that failed.</returns>
    public async Task<IReadOnlyList<string>> MakeAsync()
    {
        List<string> failed = [];
        foreach (Actor from in stage.Actors)
        {
            foreach (string target in stage.Actors.SelectMany(actor => actor.Ids))
            {
                if (await TryAsync(from, target) is { } failure)
                    failed.Add($"{from.Plan.Node} to {target}: {failure}");
            }
        }
        return failed;
    }

    private static async Task<string?> TryAsync(Actor from, string target)
    {
        if (from.Client is not { } client || from.Executions is not { } executions)
            return "there is no client";
        IWorkshop workshop = client.Peer(target).WithDeadline(Deadline).Controller<IWorkshop>();
        var ticket = new Ticket(executions.Keys.NextCall(), executions.Random.NextInt64());
        executions.Recorder.Invoked(
            ticket.Call, PeerNames.NumberOf(target), CallForm.Unary, ticket.Value, Deadline);
        try
        {
            Answer answer = await workshop.Echo(ticket, Pattern.Create(ticket.Value, 1), 1);
            executions.Recorder.Succeeded(ticket.Call, answer.Value);
            return null;
        }
        catch (PeerRpcException error)
        {
            executions.Recorder.Failed(ticket.Call, error.Code, error.Executed);
            return $"{error.Code}, {error.Executed}: {error.Message}";
        }
    }
}
