using System.Globalization;
using System.Text.Json;
using PeerRpc.Benchmarks.Bulk;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>Broker, sender or receiver of a system that moves bulk.</summary>
/// <remarks>The callee is the sender and the caller the receiver: bulk is what a call gives back.</remarks>
internal sealed class BulkPart(IBulkSystem system, RoleAssignment assignment) : IRolePart
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private readonly List<IAsyncDisposable> _parts = [];
    private IBulkCaller? _receiver;

    /// <inheritdoc/>
    public async Task<Uri?> StartAsync(CancellationToken cancellationToken)
    {
        switch (assignment.Role)
        {
            case EchoRole.Broker:
                IEchoBroker broker = await system.StartBrokerAsync(assignment.Transport, cancellationToken);
                _parts.Add(broker);
                return broker.Address;
            case EchoRole.Callee:
                await AddSenderAsync(BulkTarget.Callee, cancellationToken);
                return null;
            default:
                _receiver = await system.StartReceiverAsync(assignment.KnownBroker, cancellationToken);
                _parts.Add(_receiver);
                return null;
        }
    }

    /// <inheritdoc/>
    public async Task<string?> TryObeyAsync(IReadOnlyList<string> command) => command[0] switch
    {
        RoleCommand.Bystander when assignment.Role == EchoRole.Callee => await AddBystanderAsync(),
        RoleCommand.Receive when _receiver is not null => await ReceiveAsync(_receiver, command),
        RoleCommand.Repeat when _receiver is not null => await RepeatAsync(_receiver, command),
        RoleCommand.Beside when _receiver is not null => await CallBesideAsync(_receiver, command),
        _ => null,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable part in _parts) await part.DisposeAsync();
    }

    private static TimeSpan SecondsOf(string text) =>
        TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));

    private static async Task<string> ReceiveAsync(IBulkCaller receiver, IReadOnlyList<string> command)
    {
        long bytes = long.Parse(command[1], CultureInfo.InvariantCulture);
        BulkResult result = await new BulkLoad(receiver).ReceiveAsync(BulkTarget.Callee, bytes);
        return JsonSerializer.Serialize(result, RoleJson.Default.BulkResult);
    }

    private static async Task<string> RepeatAsync(IBulkCaller receiver, IReadOnlyList<string> command)
    {
        var bulk = new RepeatedBulk(new BulkLoad(receiver), BulkTarget.Callee);
        await Task.WhenAny(bulk.Ended, Task.Delay(SecondsOf(command[1])));
        return JsonSerializer.Serialize(await bulk.StopAsync(), RoleJson.Default.BulkResult);
    }

    private static async Task<string> CallBesideAsync(IBulkCaller receiver, IReadOnlyList<string> command)
    {
        BulkTarget? target = command.Count > 2 ? Enum.Parse<BulkTarget>(command[2]) : null;
        FairnessResult result = await new FairnessLoad(receiver).RunAsync(target, SecondsOf(command[1]));
        return JsonSerializer.Serialize(result, RoleJson.Default.FairnessResult);
    }

    private async Task<string> AddBystanderAsync()
    {
        using var starting = new CancellationTokenSource(StartLimit);
        await AddSenderAsync(BulkTarget.Bystander, starting.Token);
        return JsonSerializer.Serialize(true, RoleJson.Default.Boolean);
    }

    private async Task AddSenderAsync(BulkTarget target, CancellationToken cancellationToken) =>
        _parts.Add(await system.StartSenderAsync(assignment.KnownBroker, target, cancellationToken));
}
