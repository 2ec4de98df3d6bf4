using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace PeerRpc.Benchmarks.SignalR;

/// <summary>A connection of a hub client over one WebSocket.</summary>
internal sealed class WebSocketConnection : ConnectionContext
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);
    private readonly WebSocket _socket;
    private readonly WebSocketDuplex _duplex;

    /// <summary>Takes over a connected socket.</summary>
    public WebSocketConnection(WebSocket socket)
    {
        _socket = socket;
        _duplex = new WebSocketDuplex(socket);
        Transport = _duplex;
    }

    /// <inheritdoc/>
    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString();

    /// <inheritdoc/>
    public override IFeatureCollection Features { get; } = new FeatureCollection();

    /// <inheritdoc/>
    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    /// <inheritdoc/>
    public override IDuplexPipe Transport { get; set; }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _duplex.Output.CompleteAsync();
        await Task.WhenAny(_duplex.Ended, Task.Delay(CloseLimit));
        _socket.Dispose();
        await base.DisposeAsync();
    }
}
