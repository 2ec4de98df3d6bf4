using System.Net.Sockets;
using PeerRpc.Client;
using PeerRpc.Testing.Simulation;
using PeerRpc.Testing.Simulation.Network;
using Xunit;

namespace PeerRpc.Testing.Tests.Simulation.Network;

public class SimulatedNetworkTests
{
    private static readonly NetworkConditions Steady = new() { Jitter = TimeSpan.Zero, Splitting = 0 };

    [Fact]
    public void Latency_IsPaidOnEachWay()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            await all.Proxy.Echo(1);
            simulation.Network.Conditions = Steady with { Latency = TimeSpan.FromMilliseconds(50) };
            TimeSpan before = simulation.Elapsed;

            await all.Proxy.Echo(1);

            // To the broker, to Bob, and back.
            Assert.Equal(TimeSpan.FromMilliseconds(200), simulation.Elapsed - before);
        });
    }

    [Fact]
    public void BytesPerSecond_BoundsWhatGetsThrough()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            await all.Proxy.Echo(1);
            simulation.Network.Conditions = Steady with { BytesPerSecond = 1024 * 1024 };
            TimeSpan before = simulation.Elapsed;

            Assert.Equal(2 * 1024 * 1024, await all.Proxy.Length(new byte[2 * 1024 * 1024]));

            Assert.InRange(simulation.Elapsed - before, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));
        });
    }

    [Fact]
    public void ReadBytesPerSecond_OfACallee_HoldsUpWhoSendsToIt()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            await all.Proxy.Echo(1);
            simulation.Network.SetConditions("bob", Steady with { ReadBytesPerSecond = 512 * 1024 });
            TimeSpan before = simulation.Elapsed;

            Assert.Equal(2 * 1024 * 1024, await all.Proxy.Length(new byte[2 * 1024 * 1024]));

            Assert.InRange(simulation.Elapsed - before, TimeSpan.FromSeconds(3.9), TimeSpan.FromSeconds(10));
        });
    }

    [Fact]
    public void LargestRead_OfOneByte_CutsFramesEverywhereAndNothingMinds()
    {
        var options = new PeerSimulationOptions
        {
            Conditions = new NetworkConditions { LargestRead = 1, Splitting = 1 },
        };

        Neighbourhood.Run(
            async (_, all) =>
            {
                Assert.Equal(7, await all.Proxy.Echo(7));
                Assert.Equal(100_000, await all.Proxy.Length(new byte[100_000]));
                int sum = 0;
                await foreach (int number in all.Proxy.Count(10))
                    sum += number;
                Assert.Equal(55, sum);
            },
            options: options);
    }

    [Fact]
    public void Cut_IsNoticedAtOnceByWhoeverItConcerns()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            Assert.Equal(1, simulation.Network.Cut("alice"));

            Assert.True(await all.WaitForAsync(PeerConnectionState.Reconnecting) < TimeSpan.FromMilliseconds(100));
            Assert.Equal(PeerConnectionState.Connected, all.BobClient!.ConnectionState);
            Assert.Equal(4, await all.Proxy.Echo(4));
        });
    }

    [Fact]
    public void Stall_DelaysWhatIsSentAndLosesNothing()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            await all.Proxy.Echo(1);
            TimeSpan before = simulation.Elapsed;
            simulation.Network.Stall("bob", TimeSpan.FromSeconds(3));

            Assert.Equal(2, await all.Proxy.Echo(2));

            Assert.InRange(simulation.Elapsed - before, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
            Assert.Equal(PeerConnectionState.Connected, all.BobClient!.ConnectionState);
        });
    }

    [Theory]
    [InlineData(TrafficDirection.FromNode)]
    [InlineData(TrafficDirection.ToNode)]
    [InlineData(TrafficDirection.Both)]
    public void HalfOpen_IsNoticedBySilenceOnly(TrafficDirection direction)
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            simulation.Network.HalfOpen("alice", direction);

            TimeSpan silent = await all.WaitForAsync(PeerConnectionState.Reconnecting);

            Assert.InRange(silent, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60));
            await all.WaitForAsync(PeerConnectionState.Connected);
        });
    }

    [Fact]
    public void Partition_HoldsEverythingBackUntilItIsHealed()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            await all.Proxy.Echo(1);
            simulation.Network.Partition("bob", "broker");
            Task<int> call = all.Proxy.Echo(2);
            Task<PeerClient> connecting = all.Bob.ConnectAsync(configure: o => o.ConnectTimeout = TimeSpan.FromMinutes(1));
            await simulation.Delay(TimeSpan.FromSeconds(5));
            Assert.False(call.IsCompleted);
            Assert.False(connecting.IsCompleted);

            simulation.Network.Heal("bob", "broker");

            Assert.Equal(2, await call);
            await using PeerClient connected = await connecting;
        });
    }

    [Fact]
    public void Partition_ConnectingIsGivenUpAtItsTimeout()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            simulation.Network.Partition("alice", "broker");
            TimeSpan before = simulation.Elapsed;

            PeerRpcException error = await Assert.ThrowsAsync<PeerRpcException>(() => all.Alice.ConnectAsync());

            Assert.Equal(PeerErrorCode.Unavailable, error.Code);
            Assert.Equal(TimeSpan.FromSeconds(10), simulation.Elapsed - before);
        });
    }

    [Fact]
    public void Refuse_KeepsNewConnectionsOutAndLeavesTheOthers()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            simulation.Network.Refuse("broker");

            PeerRpcException refused = await Assert.ThrowsAsync<PeerRpcException>(() => all.Alice.ConnectAsync());

            Assert.Equal(
                SocketError.ConnectionRefused, Assert.IsType<SocketException>(refused.InnerException).SocketErrorCode);
            Assert.Equal(3, await all.Proxy.Echo(3));
            simulation.Network.Refuse("broker", refuse: false);
            await using PeerClient connected = await all.Alice.ConnectAsync();
        });
    }

    [Fact]
    public void HealAll_EndsPartitionsStallsAndRefusals()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            await all.Proxy.Echo(1);
            simulation.Network.Partition("alice", "broker");
            simulation.Network.Stall("bob", TimeSpan.FromMinutes(10));
            simulation.Network.Refuse("broker");
            Task<int> call = all.Proxy.Echo(2);
            await simulation.Delay(TimeSpan.FromSeconds(5));

            simulation.Network.HealAll();

            Assert.Equal(2, await call);
            await using PeerClient connected = await all.Alice.ConnectAsync();
        });
    }
}
