using System.Security.Claims;
using Microsoft.Extensions.Logging;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Transports;

namespace PeerRpc.Broker.Hosting;

/// <summary>The broker: everything that connects to it comes in here, whatever it came over.</summary>
internal sealed partial class PeerBroker(BrokerServices services)
{
    /// <summary>Serves one connection to its end; does not throw for anything that the client does.</summary>
    /// <param name="transport">The open transport, which the broker owns from now on.</param>
    /// <param name="principal">Who the client is, unless it sends a token.</param>
    /// <param name="remoteAddress">Its network address without a port; null if it has none.</param>
    /// <param name="cancellationToken">Closes the connection.</param>
    public Task RunAsync(
        PeerTransport transport, ClaimsPrincipal principal, string? remoteAddress, CancellationToken cancellationToken)
    {
        if (services.Sessions.IsClosed)
            return RefuseAsync(transport, remoteAddress, Farewells.NotHere);
        if (!services.Admission.TryEnter(remoteAddress))
            return RefuseAsync(transport, remoteAddress, Farewells.TooManyHandshakes);
        return ServeAsync(new BrokerClient(services, transport, principal, remoteAddress), cancellationToken);
    }

    /// <summary>
    /// Takes no more connections, asks the clients to leave, and closes those that are left when the grace is over.
    /// </summary>
    /// <param name="cancellationToken">Ends the grace.</param>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        TimeSpan grace = services.Options.Value.DrainGrace;
        IReadOnlyList<BrokerSession> sessions = services.Sessions.Close();
        Log.Draining(services.Logger, sessions.Count, grace);
        services.Registry.Drain();
        foreach (BrokerSession session in sessions)
        {
            session.Hop.Connection.Send(0, new DrainFrame(grace, grace, "The broker is stopping."));
            session.Hop.Connection.Flush();
        }
        await services.Sessions.WhenEmpty().WaitAsync(grace, services.Time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (BrokerSession session in services.Sessions.Snapshot())
            session.Hop.Connection.Close(Farewells.Stopping);
        await services.Sessions.WhenEmpty().WaitAsync(2 * FrameConnection.CloseGrace, services.Time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync(BrokerClient client, CancellationToken cancellationToken)
    {
        using (client)
        using (cancellationToken.UnsafeRegister(static state => ((BrokerClient)state!).Stop(), client))
        {
            ConnectionEnd end = await client.RunAsync();
            client.End(end);
            if (end.Local is { } refused)
                services.Events.Refused(client.Session?.View, client.RemoteAddress, refused);
            if (end.Bug is { } bug)
                Log.Failed(services.Logger, client.Session?.View.Id ?? "none", bug);
            Log.Ended(services.Logger, client.Session?.View.Id ?? "none", client.Description, end);
        }
    }

    // Without a connection of our own, because holding nothing for those that are too many is the point of refusing
    // them.
    private async Task RefuseAsync(PeerTransport transport, string? remoteAddress, GoodbyeFrame reason)
    {
        services.Events.Refused(null, remoteAddress, reason);
        try
        {
            await transport.SendAsync(Encode(reason)).AsTask().WaitAsync(FrameConnection.CloseGrace, services.Time);
            await transport.CloseOutputAsync().AsTask().WaitAsync(FrameConnection.CloseGrace, services.Time);
        }
        catch (Exception exception)
        {
            // Transports may throw anything; the client is gone either way.
            Log.NotTold(services.Logger, transport.Description, exception);
            transport.Abort();
        }
        await transport.DisposeAsync();
    }

    private static byte[] Encode(GoodbyeFrame reason)
    {
        var writer = new WireWriter();
        reason.Write(writer);
        var frame = new byte[FrameHeader.Size + writer.Written.Length];
        new FrameHeader(GoodbyeFrame.Kind, 0, writer.Written.Length).Write(frame);
        writer.Written.CopyTo(frame.AsSpan(FrameHeader.Size));
        return frame;
    }

    private static partial class Log
    {
        [LoggerMessage(2041, LogLevel.Information, "Draining {Count} sessions within {Grace}.")]
        public static partial void Draining(ILogger logger, int count, TimeSpan grace);

        [LoggerMessage(2042, LogLevel.Debug, "Session {Session} over {Transport} has ended: {End}.")]
        public static partial void Ended(ILogger logger, string session, string transport, ConnectionEnd end);

        [LoggerMessage(
            2044, LogLevel.Error, "A frame of session {Session} could not be handled, so it was ended: this is a bug.")]
        public static partial void Failed(ILogger logger, string session, Exception exception);

        [LoggerMessage(2043, LogLevel.Debug, "{Transport} was refused and could not be told why.")]
        public static partial void NotTold(ILogger logger, string transport, Exception exception);
    }
}
