namespace PeerRpc.Simulations.Scenes;

/// <summary>
/// Notices that the broker has cut the connection off which a client uses now: that it has given an id of the client's
/// to somebody else, or to an older connection. In a scene nobody else asks for it while its client lives.
/// </summary>
internal sealed class FenceWatch(Actor actor) : IObserver<PeerConnectionChange>
{
    public void OnNext(PeerConnectionChange value)
    {
        if (value.Reason.Contains("has taken over", StringComparison.Ordinal))
            actor.TimesFenced++;
    }

    public void OnError(Exception error)
    {
    }

    public void OnCompleted()
    {
    }
}
