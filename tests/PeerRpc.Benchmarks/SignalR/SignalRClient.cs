using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.SignalR;

/// <summary>Connects clients of the hub.</summary>
internal static class SignalRClient
{
    /// <summary>The peer id of whoever answers the small calls.</summary>
    public const string CalleeId = "callee";

    private const string BystanderId = "bystander";

    /// <summary>The peer id of a sender of bulk.</summary>
    public static string IdOf(BulkTarget target) => target == BulkTarget.Callee ? CalleeId : BystanderId;

    /// <summary>Connects one.</summary>
    public static async Task<HubConnection> ConnectAsync(Uri broker, CancellationToken cancellationToken)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory, WebSocketConnectionFactory>();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(broker));
        HubConnection connection = builder.Build();
        await connection.StartAsync(cancellationToken);
        return connection;
    }

    /// <summary>Connects one that answers small calls and sends bulk.</summary>
    public static async Task<HubConnection> ServeAsync(
        Uri broker, BulkTarget target, CancellationToken cancellationToken)
    {
        HubConnection connection = await ConnectAsync(broker, cancellationToken);
        connection.On<string, string>(HubMethods.Echo, text => text);
        connection.On<Guid, long>(HubMethods.Send, (transfer, bytes) => connection.SendAsync(
            nameof(PeerHub.Deliver), transfer, ChunksAsync(bytes), CancellationToken.None));
        await connection.InvokeAsync(nameof(PeerHub.Register), IdOf(target), cancellationToken);
        return connection;
    }

    private static async IAsyncEnumerable<byte[]> ChunksAsync(long bytes)
    {
        for (long position = 0; position < bytes; position += BulkPattern.ChunkBytes)
            yield return BulkPattern.ChunkAt(position, bytes);
        await Task.CompletedTask;
    }
}
