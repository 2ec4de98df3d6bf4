using Microsoft.Extensions.Options;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Registry;

public class ReservationsTests
{
    private static readonly PeerOwner Owner = new("", new byte[32], 1);

    [Fact]
    public void Timers_OfManyReservations_AreOne()
    {
        var time = new TimerCount();
        using var reservations = new Reservations(time, Options.Create(new PeerBrokerOptions()));

        for (int i = 0; i < 1000; i++)
            reservations.Add(Listing($"peer{i}"), Owner);

        Assert.Equal(1000, reservations.Count);
        Assert.Equal(1, time.Created);
        Assert.Equal(2, time.Set); // when it was made, and for the first of them
    }

    [Fact]
    public void Add_AnIdAgain_KeepsItOnceAndForTheLastOwner()
    {
        using var reservations = new Reservations(new TimerCount(), Options.Create(new PeerBrokerOptions()));
        PeerOwner second = Owner with { Generation = 2 };

        reservations.Add(Listing("alice"), Owner);
        reservations.Add(Listing("alice"), second);

        Assert.Equal(1, reservations.Count);
        Assert.Same(second, reservations.Find("alice", out _));
    }

    private static PeerListing Listing(string peerId) =>
        new(peerId, PeerState.Reconnecting, default, PrincipalStamp.Anonymous, null);
}
