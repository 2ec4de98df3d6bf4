using System.Globalization;
using System.Text.Json;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>Broker, callee or caller of a system of small calls.</summary>
internal sealed class EchoPart(IEchoSystem system, RoleAssignment assignment) : IRolePart
{
    private IAsyncDisposable? _part;
    private IEchoCaller? _caller;

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
                _part = _caller = await system.StartCallerAsync(assignment.KnownBroker, cancellationToken);
                return null;
        }
    }

    /// <inheritdoc/>
    public async Task<string?> TryObeyAsync(IReadOnlyList<string> command) => command[0] switch
    {
        RoleCommand.Run when _caller is not null => await RunAsync(_caller, command),
        RoleCommand.First when _caller is not null => await CallOnceAsync(_caller),
        RoleCommand.Pace when _caller is not null => await PaceAsync(_caller, command),
        _ => null,
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _part?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<string> CallOnceAsync(IEchoCaller caller)
    {
        await new LoadGenerator(caller).CallOnceAsync();
        return JsonSerializer.Serialize(true, RoleJson.Default.Boolean);
    }

    private static async Task<string> RunAsync(IEchoCaller caller, IReadOnlyList<string> command)
    {
        int inFlight = int.Parse(command[1], CultureInfo.InvariantCulture);
        LoadResult result = await new LoadGenerator(caller).RunAsync(inFlight, SecondsOf(command[2]));
        return JsonSerializer.Serialize(result, RoleJson.Default.LoadResult);
    }

    private static async Task<string> PaceAsync(IEchoCaller caller, IReadOnlyList<string> command)
    {
        double rate = double.Parse(command[1], CultureInfo.InvariantCulture);
        PacedResult result = await new PacedLoad(caller).RunAsync(rate, SecondsOf(command[2]));
        return JsonSerializer.Serialize(result, RoleJson.Default.PacedResult);
    }

    private static TimeSpan SecondsOf(string text) =>
        TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}
