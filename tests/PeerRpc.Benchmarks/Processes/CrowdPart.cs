using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Limits;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>The broker of a crowd, or any number of its clients.</summary>
internal sealed class CrowdPart(ICrowdSystem system) : IRolePart
{
    // Enough that the broker is never idle, few enough that none waits long for its handshake.
    private const int AtATime = 64;
    private const string Text = "0123456789abcdef";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private readonly Crowd _crowd = new(system);
    private readonly Receipts _receipts = new();
    private ICrowdBroker? _broker;
    private Chat? _chat;

    /// <inheritdoc/>
    public Task<Uri?> StartAsync(CancellationToken cancellationToken) => Task.FromResult<Uri?>(null);

    /// <inheritdoc/>
    public async Task<string?> TryObeyAsync(IReadOnlyList<string> command) => command[0] switch
    {
        CrowdCommand.Resident => Json(ResidentReading.Take()),
        CrowdCommand.Listen => await ListenAsync(NumberOf(command[1])),
        CrowdCommand.Clients when _broker is not null => Json(_broker.CountClients()),
        CrowdCommand.Join when _broker is null => await JoinAsync(new Uri(command[1]), NumberOf(command[2]), command),
        CrowdCommand.Leave when _broker is null => await LeaveAsync(),
        CrowdCommand.Inward when _broker is null => await OpenAsync(_crowd.AddInward(NumberOf(command[1]))),
        CrowdCommand.Outward when _broker is null => await OpenAsync(_crowd.AddOutward(NumberOf(command[1]))),
        CrowdCommand.Group when _broker is null => await GroupAsync(),
        CrowdCommand.Tell when _broker is null => await TellAsync(NumberOf(command[1])),
        CrowdCommand.Told when _broker is null => await ToldAsync(NumberOf(command[1])),
        CrowdCommand.Chat when _broker is null => await ChatAsync(command),
        CrowdCommand.Hush when _chat is not null => Json(await _chat.StopAsync()),
        RoleCommand.Run when _broker is null => await RunAsync(command),
        _ => null,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _crowd.DisposeAsync();
        if (_broker is not null) await _broker.DisposeAsync();
    }

    private static int NumberOf(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double DecimalOf(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Json(bool value) => JsonSerializer.Serialize(value, RoleJson.Default.Boolean);

    private static string Json(int value) => JsonSerializer.Serialize(value, RoleJson.Default.Int32);

    private static string Json(long value) => JsonSerializer.Serialize(value, RoleJson.Default.Int64);

    private static string Json(string[] value) => JsonSerializer.Serialize(value, RoleJson.Default.StringArray);

    private static string Json(SpanResult value) => JsonSerializer.Serialize(value, RoleJson.Default.SpanResult);

    private static string Json(ResidentReading value) =>
        JsonSerializer.Serialize(value, RoleJson.Default.ResidentReading);

    private static async Task<string> OpenAsync(IReadOnlyList<IEchoCaller> ways)
    {
        long start = Stopwatch.GetTimestamp();
        await SideBySide.ForAsync(ways.Count, AtATime, async i => await ways[i].EchoAsync(Text));
        return Json(new SpanResult(ways.Count, Stopwatch.GetElapsedTime(start).TotalSeconds));
    }

    private async Task<string> ListenAsync(int ports)
    {
        using var starting = new CancellationTokenSource(StartLimit);
        _broker = await system.StartBrokerAsync(ports, starting.Token);
        return Json([.. _broker.Addresses.Select(address => address.ToString())]);
    }

    private async Task<string> JoinAsync(Uri broker, int first, IReadOnlyList<string> command)
    {
        int count = NumberOf(command[3]);
        OpenFileLimit.Require(_crowd.Peers.Count + count);
        long start = Stopwatch.GetTimestamp();
        await _crowd.JoinAsync(broker, first, count, NumberOf(command[4]));
        return Json(new SpanResult(count, Stopwatch.GetElapsedTime(start).TotalSeconds));
    }

    private async Task<string> LeaveAsync()
    {
        await _crowd.LeaveAsync(AtATime);
        return Json(true);
    }

    private async Task<string> GroupAsync()
    {
        await _crowd.JoinGroupAsync(_receipts.Add, AtATime);
        return Json(true);
    }

    private async Task<string> TellAsync(int times)
    {
        await _crowd.TellGroupAsync(Text, times);
        return Json(true);
    }

    private async Task<string> ToldAsync(int count)
    {
        await _receipts.WaitForAsync(count);
        return Json(true);
    }

    private async Task<string> ChatAsync(IReadOnlyList<string> command)
    {
        ICrowdPeer[] chatting = [.. _crowd.Peers.Take(NumberOf(command[2]))];
        _chat = await Chat.StartAsync(chatting, NumberOf(command[1]), DecimalOf(command[3]), AtATime);
        return Json(true);
    }

    private async Task<string> RunAsync(IReadOnlyList<string> command)
    {
        IReadOnlyList<IEchoCaller> ways = _crowd.Outward.Count > 0 ? _crowd.Outward : _crowd.Inward;
        var load = new LoadGenerator(new RotatingCaller(ways));
        LoadResult result = await load.RunAsync(NumberOf(command[1]), TimeSpan.FromSeconds(DecimalOf(command[2])));
        return JsonSerializer.Serialize(result, RoleJson.Default.LoadResult);
    }
}
