using System.Security.Claims;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Registration;
using Xunit;

namespace PeerRpc.Broker.Tests.Registry;

/// <summary>Others try to get an id whose owner comes and goes, and the policy lets everybody have every id.</summary>
public class HijackTests
{
    private const int Attempts = 10_000;
    private const int Attackers = 8;

    [Theory]
    [InlineData("alice")]
    [InlineData("anonymous")]
    [Trait("Must", "Q-28")]
    [Trait("Must", "Q-29")]
    public async Task Register_AnothersId_WhileItsOwnerReconnectsAllTheTime_NeverSucceeds(string owner)
    {
        ClaimsPrincipal principal = owner == "alice" ? TestBroker.User(owner) : TestBroker.Anonymous;
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient victim = await broker.ConnectAsync("victim", principal);
        // The key of an authenticated owner may be known: its principal is what counts.
        byte[]? stolen = owner == "alice" ? victim.Key : null;
        using var over = new CancellationTokenSource();
        Task<int> reconnecting = Task.Run(() => ReconnectAsync(broker, victim, principal, over.Token));

        int[] hijacked = await Task.WhenAll(
            Enumerable.Range(0, Attackers).Select(i => Task.Run(() => AttackAsync(broker, i, stolen))));
        await over.CancelAsync();
        int reconnects = await reconnecting.WaitAsync(RawClient.Deadline);

        Assert.Equal(0, hijacked.Sum());
        Assert.True(reconnects >= 10, $"The victim came back only {reconnects} times.");
        Assert.True(
            !broker.Get<PeerTable>().TryFind("victim", out BrokerSession? holder)
            || PrincipalOf(holder) == PrincipalOf(victim.Session));
    }

    // In turn the owner is lost and comes back, comes back before it is lost, and is lost on two connections.
    private static async Task<int> ReconnectAsync(
        TestBroker broker, RawClient first, ClaimsPrincipal principal, CancellationToken over)
    {
        RawClient current = first;
        int generation = 1;
        while (!over.IsCancellationRequested)
        {
            if (generation % 2 == 0)
                await LoseAsync(current);
            RawClient next = await broker.ConnectAsync(principal: principal);
            await next.RegisterAsync("victim", ++generation, first.Key);
            await LoseAsync(current);
            current = next;
        }
        return generation;
    }

    private static async Task LoseAsync(RawClient client)
    {
        await client.CloseAsync();
        await client.BrokerSide.WaitAsync(RawClient.Deadline);
    }

    private static async Task<int> AttackAsync(TestBroker broker, int number, byte[]? stolen)
    {
        // Odd ones are anonymous, even ones have accounts of their own.
        RawClient attacker = await broker.ConnectAsync(
            principal: number % 2 == 0 ? TestBroker.User($"mallory{number}") : TestBroker.Anonymous);
        var registry = broker.Get<PeerRegistry>();
        int hijacked = 0;
        for (int i = 0; i < Attempts / Attackers; i++)
        {
            byte[] key = stolen is not null && i % 2 == 0 ? stolen : attacker.Key;
            var request = new RegisterRequest("victim", key, i % 3 == 0 ? long.MaxValue : 1 + i);
            try
            {
                await registry.RegisterAsync(attacker.Session, request, default);
                hijacked++;
            }
            catch (PeerRpcException refused) when (refused.Code == PeerErrorCode.PeerIdInUse)
            {
                await Task.Yield();
            }
        }
        return hijacked;
    }

    private static string PrincipalOf(BrokerSession session) => session.Stamp.Key;
}
