using Microsoft.Extensions.Logging;
using PeerRpc.Client.Events;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Client.Groups;

/// <summary>Those who want the messages of one topic as one type. For any thread.</summary>
/// <param name="codec">Reads them.</param>
/// <param name="logger">Told of messages that are not of the type.</param>
internal sealed partial class TopicReaders<T>(PeerCodec<T> codec, ILogger logger) : ITopicReaders
{
    public Observers<PeerTopicMessage<T>> Observers { get; } = new(logger);

    public bool IsEmpty => Observers.IsEmpty;

    public void Read(GroupDelivery message)
    {
        if (IsEmpty)
            return;
        T value;
        try
        {
            value = SingleValue.Decode(codec, message.Payload);
        }
        catch (FormatException exception)
        {
            // Anybody who may send to the group may send anything; that must not end the subscription.
            Log.Malformed(logger, message.Sender, message.Method, exception);
            return;
        }
        Observers.Next(new PeerTopicMessage<T>(message.Sender.Length > 0 ? message.Sender : null, value));
    }

    public void End(Exception? failure) => Observers.End(failure);

    private static partial class Log
    {
        [LoggerMessage(214, LogLevel.Warning, "A message of {Sender} to the topic {Topic} cannot be read.")]
        public static partial void Malformed(ILogger logger, string sender, string topic, Exception exception);
    }
}
