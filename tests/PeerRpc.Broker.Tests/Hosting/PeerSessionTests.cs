using System.Runtime.CompilerServices;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Connections;
using Xunit;

namespace PeerRpc.Broker.Tests.Hosting;

public class PeerSessionTests
{
    [Fact]
    public void Session_ThatHasEnded_KeepsItsDescriptionAndNotItsConnection()
    {
        PeerSession session = MakeEnded(out string description, out WeakReference connection);

        GC.Collect();

        Assert.False(connection.IsAlive);
        Assert.Equal(description, session.Description);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PeerSession MakeEnded(out string description, out WeakReference connection)
    {
        var held = new FrameConnection(new SwallowingTransport(), 1024, TimeProvider.System, WorkScheduler.Pool);
        var session = new PeerSession("s", TestBroker.Anonymous, null, held, default);
        connection = new WeakReference(held);
        description = session.Description;
        session.End();
        return session;
    }
}
