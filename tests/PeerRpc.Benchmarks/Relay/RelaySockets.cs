using System.Net;
using System.Net.Sockets;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>Sockets for the addresses <c>tcp://HOST:PORT</c> and <c>unix:///PATH</c>.</summary>
internal static class RelaySockets
{
    /// <summary>The scheme of a Unix socket's address.</summary>
    public const string UnixScheme = "unix";

    private const string TcpScheme = "tcp";

    /// <summary>The end point that an address names.</summary>
    public static EndPoint EndPointOf(Uri address) => address.Scheme == UnixScheme
        ? new UnixDomainSocketEndPoint(address.AbsolutePath)
        : new IPEndPoint(IPAddress.Parse(address.Host), address.Port);

    /// <summary>The address of an end point.</summary>
    public static Uri AddressOf(EndPoint endPoint) => endPoint is IPEndPoint ip
        ? new Uri($"{TcpScheme}://{ip}")
        : new Uri($"{UnixScheme}://{endPoint}");

    /// <summary>A socket of the right family.</summary>
    public static Socket Create(EndPoint endPoint)
    {
        bool isUnix = endPoint.AddressFamily == AddressFamily.Unix;
        var socket = new Socket(
            endPoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        Tune(socket);
        return socket;
    }

    /// <summary>Turns Nagle's algorithm off where there is one: the relay gathers frames itself.</summary>
    public static void Tune(Socket socket)
    {
        if (socket.AddressFamily != AddressFamily.Unix) socket.NoDelay = true;
    }
}
