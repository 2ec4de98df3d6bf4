using PeerRpc.Chaos.Load;
using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Processes;

/// <summary>A peer that makes the calls of the load.</summary>
internal sealed class CallerRole : IRole
{
    private readonly HistoryFileWriter _history;
    private readonly Executions _executions;
    private readonly ClientKeeper _client;
    private readonly LoadRunner _load;
    private readonly CancellationTokenSource _stop = new();
    private Task _calls = Task.CompletedTask;

    public CallerRole(RoleAssignment assignment)
    {
        _history = new HistoryFileWriter(assignment.History);
        var recorder = new HistoryRecorder(assignment.Process, _history, TimeProvider.System);
        _executions = new Executions(recorder);
        _client = new ClientKeeper(assignment, _ => { });
        var context = new LoadContext(_executions, new Keys(assignment.Process));
        var settings = new LoadSettings(assignment.Seed, assignment.CallsPerSecond, assignment.MostCalls);
        _load = new LoadRunner(context, _client.GetAsync, assignment.Targets, settings);
    }

    public async Task RunAsync()
    {
        _calls = _load.RunAsync(_stop.Token);
        Task connecting = _client.RunAsync();
        await await Task.WhenAny(_calls, connecting);
        await connecting;
    }

    public async Task<string> ObeyAsync(string[] command)
    {
        if (command[0] == RoleCommand.Connected)
            return await _client.WaitAsync();
        await _stop.CancelAsync();
        return await Quiet.WaitAsync(_executions, _calls, command[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _history.Dispose();
        _stop.Dispose();
    }
}
