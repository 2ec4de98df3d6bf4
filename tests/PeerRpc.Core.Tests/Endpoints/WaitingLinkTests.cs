using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>An opener whose calls wait for a peer that is not there yet.</summary>
public class WaitingLinkTests
{
    private readonly ResumingOpener _opener = new();

    [Fact]
    public async Task Refusal_EndsTheCallsThatDoNotWait_AndTheOthersAskTheBrokerToHoldTheNextRoute()
    {
        Task<int> waiting = _opener.Start(waitsForPeer: true), other = _opener.Start();
        AskedRoute first = _opener.TakeAsked();
        Assert.Equal(TimeSpan.Zero, first.Frame.Wait);

        _opener.Refuse(first, PeerErrorCode.PeerNotFound);

        var refused = await Assert.ThrowsAsync<PeerNotFoundException>(() => other.WaitAsync(Wire.Deadline));
        Assert.Equal(Executed.No, refused.Executed);
        AskedRoute second = _opener.TakeNextAsked();
        Assert.Equal(ResumingOpener.Window, second.Frame.Wait);
        IsServed(waiting, second);
    }

    [Fact]
    public async Task Call_ThatDoesNotWait_AsksAgainWhileOthersWait()
    {
        Task<int> waiting = _opener.Start(waitsForPeer: true);
        _opener.Refuse(_opener.TakeAsked(), PeerErrorCode.PeerNotFound);
        Assert.Equal(ResumingOpener.Window, _opener.TakeNextAsked().Frame.Wait);

        Task<int> other = _opener.Start();

        AskedRoute again = _opener.TakeAsked();
        Assert.Equal(TimeSpan.Zero, again.Frame.Wait);
        _opener.Refuse(again, PeerErrorCode.PeerNotFound);
        await ResumingOpener.FailsAsync(other, PeerErrorCode.PeerNotFound, Executed.No);
        Assert.Equal(ResumingOpener.Window, _opener.TakeNextAsked().Frame.Wait);
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public void Call_ThatDoesNotWait_FindsAPeerThatHasJustCome()
    {
        _ = _opener.Start(waitsForPeer: true);
        _opener.Refuse(_opener.TakeAsked(), PeerErrorCode.PeerNotFound);
        _opener.TakeNextAsked();

        _ = _opener.Start();
        AskedRoute again = _opener.TakeAsked();
        _opener.Accept(again);
        _opener.Respond(again.Label, 1);
        Assert.True(_opener.Endpoint.Outgoing.HasCalls);
        _opener.Respond(again.Label, 2);

        Assert.False(_opener.Endpoint.Outgoing.HasCalls);
    }

    [Fact]
    public void Call_ThatWaits_DoesNotDisturbOthersThatDo()
    {
        _ = _opener.Start(waitsForPeer: true);
        _opener.Refuse(_opener.TakeAsked(), PeerErrorCode.PeerNotFound);
        _opener.TakeNextAsked();

        _ = _opener.Start(waitsForPeer: true);

        Assert.Empty(_opener.TakeAllAsked());
    }

    [Fact]
    public void Broker_ThatGivesUp_IsAskedAgain_HoweverOften()
    {
        Task<int> waiting = _opener.Start(waitsForPeer: true);
        AskedRoute asked = _opener.TakeAsked();
        for (int i = 0; i < 5; i++)
        {
            _opener.Refuse(asked, PeerErrorCode.PeerNotFound);
            asked = _opener.TakeNextAsked();
            _opener.Clock.Advance(ResumingOpener.Window);
            Assert.False(waiting.IsCompleted);
        }

        IsServed(waiting, asked);
    }

    [Fact]
    public async Task Refusal_WhenNobodyWaitsAnyMore_EndsTheLink()
    {
        Task<int> waiting = _opener.Start(timeout: TimeSpan.FromSeconds(10), waitsForPeer: true);
        _opener.Refuse(_opener.TakeAsked(), PeerErrorCode.PeerNotFound);
        AskedRoute held = _opener.TakeNextAsked();
        _opener.Clock.Advance(TimeSpan.FromSeconds(10));
        var late = await Assert.ThrowsAsync<PeerDeadlineExceededException>(() => waiting.WaitAsync(Wire.Deadline));
        Assert.Equal(Executed.No, late.Executed);

        _opener.Refuse(held, PeerErrorCode.PeerNotFound);

        _ = _opener.Start();
        Assert.Equal(TimeSpan.Zero, _opener.TakeAsked().Frame.Wait);
    }

    [Fact]
    public void Connection_ThatIsLostMeanwhile_LetsEveryCallWait()
    {
        _ = _opener.Start(waitsForPeer: true);
        _opener.Refuse(_opener.TakeAsked(), PeerErrorCode.PeerNotFound);

        _opener.Endpoint.Outgoing.Disconnect("lost");

        Task<int> other = _opener.Start();
        Assert.False(other.IsCompleted);
    }

    private void IsServed(Task<int> first, AskedRoute asked)
    {
        _opener.Accept(asked);
        _opener.Respond(asked.Label, 1);
        Assert.False(_opener.Endpoint.Outgoing.HasCalls);
        Assert.False(first.IsFaulted);
    }
}
