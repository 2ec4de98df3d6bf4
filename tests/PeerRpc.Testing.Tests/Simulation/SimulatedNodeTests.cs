using PeerRpc.Client;
using PeerRpc.Testing.Simulation;
using Xunit;

namespace PeerRpc.Testing.Tests.Simulation;

public class SimulatedNodeTests
{
    [Fact]
    public void Crash_OfACallee_EndsItsWorkAndTheOthersLearnOfItSoon()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            Task<int> call = all.Proxy.Wait(TimeSpan.FromMinutes(1));
            await simulation.Delay(TimeSpan.FromSeconds(1));
            TimeSpan before = simulation.Elapsed;

            all.Bob.Crash();

            PeerRpcException error = await Assert.ThrowsAnyAsync<PeerRpcException>(() => call);
            Assert.Equal(Executed.Maybe, error.Executed);
            Assert.False(all.Bob.IsRunning);
            Assert.True(simulation.Elapsed > before);
        });
    }

    [Fact]
    public void Crash_StopsTimersAndDelaysOfTheNode()
    {
        var simulation = new PeerSimulation(1);
        bool fired = false;

        simulation.Run(async () =>
        {
            SimulatedPeer node = simulation.AddPeer("node");
            _ = FireAsync(node.Time);
            node.Crash();
            await simulation.Delay(TimeSpan.FromMinutes(1));
        });

        Assert.False(fired);

        async Task FireAsync(TimeProvider time)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time);
            fired = true;
        }
    }

    [Fact]
    public void Restart_RunsTheProgramOfANewProcess()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            Assert.Equal(1, await all.Proxy.Echo(1));
            PeerClient before = all.BobClient!;
            all.Bob.Crash();
            await simulation.Delay(TimeSpan.FromSeconds(1));

            all.Bob.Restart();
            while (all.BobClient == before || all.BobClient!.PeerIds.Count == 0)
                await simulation.Delay(TimeSpan.FromMilliseconds(10));

            Assert.Equal(2, all.Bob.StartCount);
            Assert.Equal(2, await all.Proxy.Echo(2));
            Assert.Equal(1, all.Sample.Started);
        });
    }

    [Fact]
    public void Crash_OfAMachine_TellsNobodyUntilTheSilenceIsNoticed()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            all.Broker.Crash(CrashKind.Machine);

            TimeSpan silent = await all.WaitForAsync(PeerConnectionState.Reconnecting);

            Assert.InRange(silent, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(40));
        });
    }

    [Fact]
    public void Restart_AfterTheMachineWasGone_SendsBackWhatItDoesNotKnow()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            all.Broker.Crash(CrashKind.Machine);
            Task<int> call = all.Proxy.Echo(1);
            await simulation.Delay(TimeSpan.FromSeconds(1));

            all.Broker.Restart();

            TimeSpan noticed = await all.WaitForAsync(PeerConnectionState.Reconnecting);
            Assert.True(noticed < TimeSpan.FromSeconds(1));
            Assert.Equal(1, await call);
        });
    }

    [Fact]
    public void Crash_OfTheBroker_IsNoticedSoonAndNewConnectionsAreRefused()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            all.Broker.Crash();

            Assert.True(await all.WaitForAsync(PeerConnectionState.Reconnecting) < TimeSpan.FromSeconds(1));

            PeerRpcException refused = await Assert.ThrowsAsync<PeerRpcException>(() => all.Alice.ConnectAsync());

            Assert.Equal(PeerErrorCode.Unavailable, refused.Code);
            Assert.Throws<InvalidOperationException>(() => all.Broker.Services);
        });
    }

    [Fact]
    public void Pause_HoldsEverythingBackUntilResume()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            Assert.Equal(1, await all.Proxy.Echo(1));
            all.Bob.Pause();
            Task<int> call = all.Proxy.Echo(2);
            await simulation.Delay(TimeSpan.FromSeconds(5));
            Assert.False(call.IsCompleted);
            Assert.True(all.Bob.IsPaused);
            Assert.Equal(1, all.Sample.Started);

            all.Bob.Resume();

            Assert.Equal(2, await call);
            Assert.False(all.Bob.IsPaused);
        });
    }

    [Fact]
    public void Pause_TimersThatFellDueFireAtResumeInTheirOrder()
    {
        var simulation = new PeerSimulation(1);
        List<(int Name, TimeSpan At)> fired = [];

        simulation.Run(async () =>
        {
            SimulatedPeer node = simulation.AddPeer("node");
            Task all = Task.WhenAll(FireAsync(node, 2), FireAsync(node, 1), FireAsync(node, 20));
            node.Pause();
            await simulation.Delay(TimeSpan.FromSeconds(10));
            node.Resume();
            await all;
        });

        Assert.Equal(
            [(1, TimeSpan.FromSeconds(10)), (2, TimeSpan.FromSeconds(10)), (20, TimeSpan.FromSeconds(20))], fired);

        async Task FireAsync(SimulatedPeer node, int seconds)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), node.Time);
            fired.Add((seconds, simulation.Elapsed));
        }
    }

    [Fact]
    public void ClockOffset_MovesTheWallClockOfTheNodeAlone()
    {
        var simulation = new PeerSimulation(1);

        simulation.Run(async () =>
        {
            SimulatedPeer node = simulation.AddPeer("node");
            long stamp = node.Time.GetTimestamp();
            node.ClockOffset = TimeSpan.FromHours(-1);
            Task delay = Task.Delay(TimeSpan.FromSeconds(1), node.Time);
            await delay;

            Assert.Equal(simulation.Time.GetUtcNow() - TimeSpan.FromHours(1), node.Time.GetUtcNow());
            Assert.Equal(TimeSpan.FromSeconds(1), node.Time.GetElapsedTime(stamp));
            node.Restart();
            Assert.Equal(TimeSpan.FromHours(-1), node.Time.GetUtcNow() - simulation.Time.GetUtcNow());
        });
    }

    [Fact]
    public void Brokers_AtSeveralAddresses_AreApart()
    {
        var simulation = new PeerSimulation(1);

        simulation.Run(async () =>
        {
            simulation.AddBroker("east");
            simulation.AddBroker("west");
            SimulatedPeer node = simulation.AddPeer("node");
            await using PeerClient east = await node.ConnectAsync("peer", broker: "east");
            await using PeerClient west = await node.ConnectAsync("peer", broker: "west");

            simulation.Node("east").Crash();
            await simulation.Delay(TimeSpan.FromSeconds(1));

            Assert.Equal(PeerConnectionState.Reconnecting, east.ConnectionState);
            Assert.Equal(PeerConnectionState.Connected, west.ConnectionState);
        });
    }

    [Fact]
    public void StopAsync_DrainsTheBrokerAndRestartBringsItBack()
    {
        Neighbourhood.Run(async (simulation, all) =>
        {
            await all.Broker.StopAsync();
            Assert.False(all.Broker.IsRunning);
            await all.WaitForAsync(PeerConnectionState.Reconnecting);

            all.Broker.Restart();

            Assert.Equal(5, await all.Proxy.Echo(5));
        });
    }
}
