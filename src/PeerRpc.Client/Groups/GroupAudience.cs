using Microsoft.Extensions.Logging;
using PeerRpc.Client.Events;
using PeerRpc.Core.Groups;
using PeerRpc.Serialization;

namespace PeerRpc.Client.Groups;

/// <summary>
/// Those here who want to be told what comes from one group: messages of topics, and gaps. For any thread.
/// </summary>
/// <param name="logger">Told of messages that cannot be read, and of observers that throw.</param>
internal sealed class GroupAudience(ILogger logger)
{
    private readonly Observers<PeerGroupGap> _gaps = new(logger);
    private readonly Lock _gate = new(); // guards what follows; held by nobody who takes another lock
    private readonly Dictionary<(string Topic, Type Type), ITopicReaders> _topics = [];
    private PeerRpcException? _lost; // why nothing comes now, until something does or those who are here are told

    /// <summary>Whether there is nobody.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _gaps.IsEmpty && _topics.Values.All(readers => readers.IsEmpty);
        }
    }

    /// <summary>Subscribes to what the member misses.</summary>
    public IDisposable Subscribe(IObserver<PeerGroupGap> observer) => _gaps.Subscribe(observer);

    /// <summary>Subscribes to the messages of a topic.</summary>
    public IDisposable Subscribe<T>(string topic, PeerCodec<T> codec, IObserver<PeerTopicMessage<T>> observer)
    {
        (string, Type) key = (topic, typeof(T));
        lock (_gate)
        {
            if (!_topics.TryGetValue(key, out ITopicReaders? readers))
                _topics.Add(key, readers = new TopicReaders<T>(codec, logger));
            return new TopicSubscription(this, key, ((TopicReaders<T>)readers).Observers.Subscribe(observer));
        }
    }

    /// <summary>Something was missed.</summary>
    public void Tell(PeerGroupGap gap) => _gaps.Next(gap);

    /// <summary>A message of a topic has come.</summary>
    public void Tell(GroupDelivery message)
    {
        ITopicReaders[] all;
        lock (_gate)
            all = [.. _topics.Where(topic => topic.Key.Topic == message.Method).Select(topic => topic.Value)];
        foreach (ITopicReaders readers in all)
            readers.Read(message);
    }

    /// <summary>Nothing comes any more; perhaps for a while only, so nobody is told yet.</summary>
    /// <param name="failure">Why.</param>
    public void Lose(PeerRpcException failure)
    {
        lock (_gate)
            _lost = failure;
    }

    /// <summary>Something comes again.</summary>
    public void Resume()
    {
        lock (_gate)
            _lost = null;
    }

    /// <summary>It was not for a while only.</summary>
    public void EndIfLost()
    {
        PeerRpcException? lost;
        lock (_gate)
            lost = _lost;
        if (lost is not null)
            End(lost);
    }

    /// <summary>Tells all that nothing comes any more, and why; null for an end on purpose.</summary>
    public void End(PeerRpcException? failure)
    {
        ITopicReaders[] all;
        lock (_gate)
        {
            _lost = null;
            all = [.. _topics.Values];
            _topics.Clear();
        }
        foreach (ITopicReaders readers in all)
            readers.End(failure);
        _gaps.End(failure);
    }

    private void Forget((string Topic, Type Type) key)
    {
        lock (_gate)
        {
            if (_topics.TryGetValue(key, out ITopicReaders? readers) && readers.IsEmpty)
                _topics.Remove(key);
        }
    }

    private sealed class TopicSubscription(
        GroupAudience audience, (string Topic, Type Type) topic, IDisposable subscription) : IDisposable
    {
        public void Dispose()
        {
            subscription.Dispose();
            audience.Forget(topic);
        }
    }
}
