using PeerRpc.Chaos.Contracts;
using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Processes;

/// <summary>A peer that serves the calls of the load.</summary>
internal sealed class CalleeRole : IRole
{
    private readonly HistoryFileWriter _history;
    private readonly Executions _executions;
    private readonly ClientKeeper _client;

    public CalleeRole(RoleAssignment assignment)
    {
        _history = new HistoryFileWriter(assignment.History);
        var recorder = new HistoryRecorder(assignment.Process, _history, TimeProvider.System);
        _executions = new Executions(recorder);
        var workshop = new Workshop(_executions, new Keys(assignment.Process));
        _client = new ClientKeeper(assignment, client => client.RegisterController<IWorkshop>(workshop));
    }

    public Task RunAsync() => _client.RunAsync();

    public Task<string> ObeyAsync(string[] command) => command[0] == RoleCommand.Connected
        ? _client.WaitAsync()
        : Quiet.WaitAsync(_executions, Task.CompletedTask, command[1]);

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _history.Dispose();
    }
}
