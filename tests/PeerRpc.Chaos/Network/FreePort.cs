using System.Net;
using System.Net.Sockets;

namespace PeerRpc.Chaos.Network;

/// <summary>Finds a port that a broker can listen on again after it was killed.</summary>
internal static class FreePort
{
    // Below those that the kernel gives to outgoing connections (32768 and up): one of these could take the port while
    // the broker is away.
    private const int First = 20_000;
    private const int Last = 32_000;
    private const int Tries = 100;

    public static int Find(Random random)
    {
        for (int i = 0; i < Tries; i++)
        {
            int port = random.Next(First, Last);
            if (IsFree(port))
                return port;
        }
        throw new InvalidOperationException("No free port was found for the broker.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            // Somebody has it.
            return false;
        }
    }
}
