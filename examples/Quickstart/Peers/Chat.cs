using PeerRpc;
using Quickstart.Contracts;

namespace Quickstart.Peers;

/// <summary>Hears what others say, unless it is muted.</summary>
internal sealed class Chat(Transcript transcript) : IChat
{
    private int _heard;

    /// <summary>Until when nothing is heard.</summary>
    public DateTimeOffset MutedUntil { get; set; }

    public Task<int> Say(ChatMessage message, PeerCall? call = null)
    {
        if (MutedUntil > DateTimeOffset.UtcNow)
            throw new PeerApplicationException<Muted>(new Muted(MutedUntil), "I am not listening right now.");
        transcript.Line($"{call!.CallerId} to {call.TargetId}: {message.Text}");
        return Task.FromResult(Interlocked.Increment(ref _heard));
    }
}
