using System.Globalization;
using System.Text.Json;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>Broker, callee or caller of a system of small calls.</summary>
internal sealed class EchoPart(IEchoSystem system, RoleAssignment assignment) : IRolePart
{
    private IAsyncDisposable? _part;
    private LoadGenerator? _load;

    /// <inheritdoc/>
    public async Task<Uri?> StartAsync(CancellationToken cancellationToken)
    {
        switch (assignment.Role)
        {
            case EchoRole.Broker:
                IEchoBroker broker = await system.StartBrokerAsync(assignment.Transport, cancellationToken);
                _part = broker;
                return broker.Address;
            case EchoRole.Callee:
                _part = await system.StartCalleeAsync(assignment.KnownBroker, cancellationToken);
                return null;
            default:
                IEchoCaller caller = await system.StartCallerAsync(assignment.KnownBroker, cancellationToken);
                _part = caller;
                _load = new LoadGenerator(caller);
                return null;
        }
    }

    /// <inheritdoc/>
    public async Task<string?> TryObeyAsync(IReadOnlyList<string> command) => command[0] switch
    {
        RoleCommand.Run when _load is not null => await RunAsync(_load, command),
        RoleCommand.First when _load is not null => await CallOnceAsync(_load),
        _ => null,
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _part?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<string> CallOnceAsync(LoadGenerator load)
    {
        await load.CallOnceAsync();
        return JsonSerializer.Serialize(true, RoleJson.Default.Boolean);
    }

    private static async Task<string> RunAsync(LoadGenerator load, IReadOnlyList<string> command)
    {
        int inFlight = int.Parse(command[1], CultureInfo.InvariantCulture);
        var duration = TimeSpan.FromSeconds(double.Parse(command[2], CultureInfo.InvariantCulture));
        return JsonSerializer.Serialize(await load.RunAsync(inFlight, duration), RoleJson.Default.LoadResult);
    }
}
