using PeerRpc.Client.Events;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Events;

public sealed class AnnouncementsTests
{
    private readonly Announcements _announcements = new();
    private readonly List<int> _told = [];

    [Fact]
    public void Tell_FromWithinATelling_KeepsTheOrder()
    {
        _announcements.Add(() =>
        {
            Announce(2);
            _told.Add(1);
        });
        _announcements.Tell();

        Assert.Equal([1, 2], _told);
    }

    [Fact]
    public async Task Tell_WhileAnotherThreadIsTelling_DoesNotWait()
    {
        var told = new Gate();
        var mayEnd = new ManualResetEventSlim();
        _announcements.Add(() =>
        {
            told.Open();
            mayEnd.Wait(WaitExtensions.Limit);
        });
        Task telling = Task.Run(_announcements.Tell);
        await told.WaitAsync();

        Announce(1);
        Assert.Empty(_told);
        mayEnd.Set();
        await telling.WithinLimitAsync();

        Assert.Equal([1], _told);
    }

    private void Announce(int number)
    {
        _announcements.Add(() => _told.Add(number));
        _announcements.Tell();
    }
}
