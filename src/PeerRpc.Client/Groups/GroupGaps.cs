namespace PeerRpc.Client.Groups;

/// <summary>Tells what a member of a group has missed; what that needs is found when somebody subscribes.</summary>
/// <param name="hubs">The groups.</param>
/// <param name="group">The group.</param>
internal sealed class GroupGaps(GroupHubs hubs, string group) : IObservable<PeerGroupGap>
{
    public IDisposable Subscribe(IObserver<PeerGroupGap> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return hubs.Subscribe(group, hub => hub.Subscribe(observer));
    }
}
