using System.Buffers;
using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Links;

/// <summary>The large messages that a link receives: puts them together, and grants credit for more.</summary>
/// <remarks>Guarded by the link's gate, but for what gives a message back.</remarks>
/// <param name="link">The link.</param>
/// <param name="settings">The sizes.</param>
/// <param name="sender">Writes the grants.</param>
/// <param name="sink">Takes what is whole.</param>
internal sealed class MessageReceiver(Link link, LinkSettings settings, LinkSender sender, ILinkSink sink)
    : IMessageMemory
{
    private readonly MessageAssembler _assembler = new(settings);
    private bool _ended;

    /// <summary>Up to which byte of chunked messages the other side may send.</summary>
    public ulong Credit => _assembler.Credit;

    /// <summary>Handles a chunk, and the message that it completes.</summary>
    /// <returns>Null, or in what way it breaks the protocol.</returns>
    public string? OnChunk(ReadOnlySpan<byte> body, IWorkSink after)
    {
        switch (_assembler.Add(body, out LinkFrameKind kind, out ReceivedMessage message))
        {
            case ChunkOutcome.Incomplete:
                return null;
            case ChunkOutcome.Complete when kind == LinkFrameKind.StreamItem:
                // From here on the item counts against the credit of its stream. Held back until it is read, an unread
                // stream of large items would stop every large call of the link.
                Consume(message.Length);
                return sink.OnFrame(kind, message.Bytes.Span, message, after);
            case ChunkOutcome.Complete:
                return sink.OnFrame(kind, message.Bytes.Span, message with { Memory = this }, after);
            case ChunkOutcome.Abandoned:
                sender.Grant(_assembler.Credit);
                return null;
            case ChunkOutcome.TooLarge:
                return $"A message is longer than {settings.Limits.Message} bytes.";
            case ChunkOutcome.WithoutCredit:
                return "A message was begun without credit.";
            default:
                return "A chunk cannot be read or does not fit its message.";
        }
    }

    /// <summary>Gives the other side back its credit for a message that has been read.</summary>
    public void Return(ReceivedMessage message)
    {
        ArrayPool<byte>.Shared.Return(message.Array);
        lock (link.Gate)
        {
            if (_ended)
                return;
            Consume(message.Start + message.Length);
        }
        link.ScheduleFlush();
    }

    /// <summary>The link has ended. Under the gate.</summary>
    public void End()
    {
        _ended = true;
        _assembler.Clear();
    }

    private void Consume(int length)
    {
        _assembler.Consume(length);
        sender.Grant(_assembler.Credit);
    }
}
