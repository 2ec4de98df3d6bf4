using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Client.Events;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Client.Tests.Events;

public sealed class AnnouncementsTests
{
    private readonly Announcements<int> _announcements = new(NullLogger.Instance);
    private readonly List<int> _told = [];

    [Fact]
    public void Tell_FromWithinATelling_KeepsTheOrder()
    {
        Admit(number =>
        {
            if (number == 1)
                Announce(2);
            _told.Add(number);
        });

        Announce(1);

        Assert.Equal([1, 2], _told);
    }

    [Fact]
    public async Task Tell_WhileAnotherThreadIsTelling_DoesNotWait()
    {
        var told = new Gate();
        var mayEnd = new ManualResetEventSlim();
        Admit(number =>
        {
            told.Open();
            mayEnd.Wait(WaitExtensions.Limit);
            _told.Add(number);
        });
        Task telling = Task.Run(() => Announce(1));
        await told.WaitAsync();

        Announce(2);
        Assert.Empty(_told);
        mayEnd.Set();
        await telling.WithinLimitAsync();

        Assert.Equal([1, 2], _told);
    }

    [Fact]
    public void Admit_BehindWhatIsStillToBeTold_IsNotToldThat()
    {
        _announcements.Next(1);
        _announcements.Admit(new ActionObserver<int>(_told.Add), [1]);
        _announcements.Next(2);

        _announcements.Tell();

        Assert.Equal([1, 2], _told);
    }

    private void Admit(Action<int> observe)
    {
        _announcements.Admit(new ActionObserver<int>(observe), []);
        _announcements.Tell();
    }

    private void Announce(int number)
    {
        _announcements.Next(number);
        _announcements.Tell();
    }
}
