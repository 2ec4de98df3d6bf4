using System.Net.Sockets;
using PeerRpc.Core.Frames;

namespace PeerRpc.Client.Tests;

/// <summary>A broker that answers the frames of one client with what a test says, right or wrong.</summary>
internal static class RawBroker
{
    /// <summary>Welcomes a client, and answers every OpenRoute.</summary>
    /// <param name="answer">Writes the answer to a route on a label.</param>
    public static FakeServer Start(Func<NetworkStream, uint, CancellationToken, Task> answer) =>
        FakeServer.Start(async (stream, token) =>
        {
            await SendAsync(stream, 0, new WelcomeFrame(
                HelloFrame.Version, Guid.NewGuid(), "s", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(25),
                TimeSpan.FromSeconds(30), MaxRoutes: 16), token);
            while (await ReadAsync(stream, token) is { } header)
            {
                if (header.Kind == FrameKind.OpenRoute)
                    await answer(stream, header.Label, token);
            }
        });

    public static async Task SendAsync<TFrame>(
        NetworkStream stream, uint label, TFrame frame, CancellationToken cancellationToken)
        where TFrame : IWireFrame
    {
        var writer = new WireWriter();
        frame.Write(writer);
        byte[] bytes = new byte[FrameHeader.Size + writer.Written.Length];
        new FrameHeader(TFrame.Kind, label, writer.Written.Length).Write(bytes);
        writer.Written.CopyTo(bytes.AsSpan(FrameHeader.Size));
        await stream.WriteAsync(bytes, cancellationToken);
    }

    // Null at the end.
    private static async Task<FrameHeader?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] head = new byte[FrameHeader.Size];
        int read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (read < head.Length)
            return null;
        FrameHeader header = FrameHeader.Read(head);
        await stream.ReadExactlyAsync(new byte[header.Length], cancellationToken);
        return header;
    }
}
