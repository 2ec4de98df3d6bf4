using System.Text;
using PeerRpc.Client.Events;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Client;

/// <summary>
/// Messages of one type among the members of a group. It never changes and may be used from any thread.
/// </summary>
/// <remarks>
/// Subscribing sends nothing, and gives what comes while this client is a member: join the group as well. Observers are
/// told one after another, in the order of each sender, and must not block: the other messages of the group wait behind
/// them. They complete when the group is left, and fail when the membership ends otherwise (<see
/// cref="PeerGroup.Gaps"/>). One that throws is told no more. Messages that are not of the type are logged and left
/// out.
/// </remarks>
/// <typeparam name="T">The type of the messages.</typeparam>
public sealed class PeerTopic<T> : IObservable<PeerTopicMessage<T>>
{
    private readonly GroupParts _parts;
    private readonly PeerCodec<T> _codec;

    internal PeerTopic(PeerGroup group, GroupParts parts, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Encoding.UTF8.GetByteCount(name) is 0 or > WireLimits.Name)
            throw new ArgumentException(
                $"'{name}' cannot be the name of a topic: use 1 to {WireLimits.Name} bytes of UTF-8.", nameof(name));
        Group = group;
        Name = name;
        _parts = parts;
        _codec = parts.Serializer.GetCodec<T>();
    }

    /// <summary>The group.</summary>
    public PeerGroup Group { get; }

    /// <summary>The topic's name.</summary>
    public string Name { get; }

    /// <summary>Sends a message to every other member. This client need not be one, if the policy lets it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>A task that ends when the broker has taken the message for all members.</returns>
    /// <exception cref="PeerRpcException">
    /// The policy does not allow it (<see cref="PeerErrorCode.PermissionDenied"/>), the message is too large
    /// (<see cref="PeerErrorCode.ResourceExhausted"/>), or the broker could not be reached.
    /// </exception>
    public Task PublishAsync(T message, CancellationToken cancellationToken = default)
    {
        byte[] payload = SingleValue.Encode(_codec, message);
        return _parts.Broker.SendAsync(
            new GroupMessage(Group.Name, _parts.SenderId(), "", Name, 0, payload), cancellationToken);
    }

    /// <summary>Subscribes to what others publish, from now on.</summary>
    /// <param name="observer">Told of each message.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Subscribe(IObserver<PeerTopicMessage<T>> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return _parts.Hubs.Subscribe(Group.Name, hub => hub.Subscribe(Name, _codec, observer));
    }

    /// <summary>Subscribes without an observer of one's own; whoever wants to know of the end needs one.</summary>
    /// <param name="next">Told of each message.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Subscribe(Action<PeerTopicMessage<T>> next) =>
        Subscribe(new ActionObserver<PeerTopicMessage<T>>(next));
}
