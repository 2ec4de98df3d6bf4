using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker.Endpoints;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Endpoints;

public class BrokerRouteTests
{
    private readonly EchoEndpoint _endpoint = new();

    [Fact]
    public async Task RouteToTheBroker_NeedsNoPolicy_CarriesDataBothWays_AndEndsWithTheClientsClose()
    {
        await using TestBroker broker = Create();
        RawClient alice = await broker.ConnectAsync();

        await alice.OpenAsync(1, "", "", 7);
        ReceivedFrame opened = await alice.ExpectAsync(FrameKind.RouteOpened, 1);
        await alice.SendDataAsync(1, (byte)'a');
        ReceivedFrame echo = await alice.ExpectAsync(FrameKind.Data, 1);
        await alice.SendAsync(1, new CloseRouteFrame(CloseReason.Left, ""));
        await alice.ExpectClosedAsync(1);

        Assert.True(RouteOpenedFrame.TryRead(opened.Body, out RouteOpenedFrame frame));
        Assert.Equal("", frame.AcceptorKey);
        Assert.Equal([7], frame.Hello.ToArray());
        Assert.Equal("a!"u8.ToArray(), echo.Body);
        Assert.Equal(CloseReason.Left, await _endpoint.Closed.Task.WaitAsync(RawClient.Deadline));
    }

    [Fact]
    public async Task RouteToTheBroker_WhoseConnectionIsLost_IsClosed()
    {
        await using TestBroker broker = Create();
        RawClient alice = await broker.ConnectAsync();
        await alice.OpenAsync(1, "");
        await alice.ExpectAsync(FrameKind.RouteOpened, 1);

        await alice.CloseAsync();

        Assert.Equal(CloseReason.ConnectionLost, await _endpoint.Closed.Task.WaitAsync(RawClient.Deadline));
    }

    [Fact]
    public async Task RouteToTheBroker_ClosedByTheBroker_DiscardsDataUntilTheEcho()
    {
        await using TestBroker broker = Create();
        RawClient alice = await broker.ConnectAsync();
        await alice.OpenAsync(1, "");
        await alice.ExpectAsync(FrameKind.RouteOpened, 1);

        _endpoint.Route.Close(CloseReason.Left, "done");
        await alice.SendDataAsync(1, 1);
        await alice.ExpectClosedAsync(1);
        await alice.SendAsync(1, new CloseRouteFrame(CloseReason.Left, ""));
        await alice.SyncAsync();
        await alice.OpenAsync(1, "");

        await alice.ExpectAsync(FrameKind.RouteOpened, 1);
    }

    private TestBroker Create() => new(build: builder => builder.Services.AddSingleton<IBrokerEndpoint>(_endpoint));
}
