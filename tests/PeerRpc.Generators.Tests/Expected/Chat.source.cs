namespace Talk;

public record ChatMessage(string From, string Text);

public record Muted(DateTimeOffset Until);

[PeerController("/chat")]
[ApplicationError<Muted>("chat.muted")]
public interface IChat
{
    Task SendMessage(ChatMessage message, CancellationToken cancellationToken = default);

    Task<IReadOnlyList<ChatMessage>> GetMessagesAsync(int limit);

    ValueTask<string?> FindTopic(PeerCall? call = null, CancellationToken cancellationToken = default);

    [PeerMethod("topic.set")]
    ValueTask SetTopic(string? topic, string @class);
}
