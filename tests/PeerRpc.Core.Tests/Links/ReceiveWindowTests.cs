using PeerRpc.Core.Links;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

public class ReceiveWindowTests
{
    private const int KiB = 1024;

    private readonly ManualClock _clock = new();
    private readonly LinkSettings _settings = new();
    private readonly CallTraffic _traffic;
    private readonly ReceiveWindow _window;
    private ulong _received;

    public ReceiveWindowTests()
    {
        _traffic = new CallTraffic(_clock);
        _window = new ReceiveWindow(_settings, _traffic, _clock);
    }

    [Fact]
    public void Size_AtFirst_IsWhatTheHelloGrants() => Assert.Equal(256 * KiB, _window.Size);

    [Fact]
    public void Size_UsedUpQuickly_GrowsToWhatKeepsAFastConnectionBusy()
    {
        for (int i = 0; i < 20; i++)
            UseUp(TimeSpan.FromMilliseconds(1));

        Assert.Equal(_settings.BusyWindow, _window.Size);
    }

    [Fact]
    public void Size_UsedUpSlowly_DoesNotGrow()
    {
        for (int i = 0; i < 20; i++)
            UseUp(TimeSpan.FromSeconds(1));

        Assert.Equal(256 * KiB, _window.Size);
    }

    [Fact]
    public void Size_DistantSender_GrowsToTheLargest()
    {
        // The window passes in the time of a round trip, however large it is.
        for (int i = 0; i < 20; i++)
            UseUp(TimeSpan.FromMilliseconds(60));

        Assert.Equal(_settings.LargestWindow, _window.Size);
    }

    [Fact]
    public void Size_NearSenderOnASlowConnection_StopsWhenALargerWindowTakesLonger()
    {
        // 12 MB/s: what is granted only waits in the queues.
        for (int i = 0; i < 20; i++)
            UseUp(TimeSpan.FromSeconds(_window.Size / 12e6));

        Assert.InRange(_window.Size, 512 * KiB, 1024 * KiB);
    }

    [Fact]
    public void Granted_BesideSmallCalls_IsNarrowForAMoment()
    {
        _traffic.OnCall(100, _clock.GetTimestamp());
        Assert.Equal(_settings.WindowBesideCalls, _window.Granted);

        _clock.Advance(TimeSpan.FromMilliseconds(30));
        Assert.Equal(256 * KiB, _window.Granted);
    }

    [Fact]
    public void Granted_BesideLargeCalls_IsWhole()
    {
        _traffic.OnCall(64 * KiB, _clock.GetTimestamp());

        Assert.Equal(256 * KiB, _window.Granted);
    }

    [Fact]
    public void Credit_WhenTheWindowNarrows_IsNotTakenBack()
    {
        var received = new ReceiveSide(_settings, _window);
        ulong before = received.Credit;
        received.TryReceive(1000);
        _traffic.OnCall(100, _clock.GetTimestamp());

        AckFrame ack = received.Acknowledge(0);

        Assert.Equal(before, ack.Credit);
    }

    // A sender that writes as much as it may, to a reader that takes it all in the given time.
    private void UseUp(TimeSpan elapsed)
    {
        ulong before = _received + (ulong)_window.Size;
        _window.OnGranted(before);
        _clock.Advance(elapsed);
        _received = before;
        _window.OnReceived(_received);
    }
}
