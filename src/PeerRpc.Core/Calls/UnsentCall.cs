using PeerRpc.Core.Links;

namespace PeerRpc.Core.Calls;

/// <summary>A call whose request a link has not sent, or not the whole of it, when it ended.</summary>
/// <param name="Call">The call.</param>
/// <param name="Request">Its request, as it was to be sent.</param>
internal readonly record struct UnsentCall(PendingCall Call, UnsentMessage Request)
{
    /// <summary>
    /// Chooses what another link can send, in the order of the calls, and gives the memory of the rest back. What
    /// carries streams or calls an object is bound to its link.
    /// </summary>
    public static List<UnsentCall> Choose(params IEnumerable<UnsentMessage>[] messages)
    {
        List<UnsentCall> unsent = [];
        foreach (UnsentMessage message in messages.SelectMany(some => some))
        {
            if (message.Owner is PendingCall { IsFinished: false, Offered: null, Target.IsObject: false } call)
                unsent.Add(new UnsentCall(call, message));
            else
                message.Release();
        }
        unsent.Sort(static (one, other) => one.Call.Id.CompareTo(other.Call.Id));
        return unsent;
    }

    /// <summary>Writes the request as it is now that the call has another id and its deadline another clock.</summary>
    /// <param name="head">How many bytes stand before the payload.</param>
    public byte[] WriteAgain(out int head)
    {
        ReadOnlySpan<byte> request = Request.Body;
        if (!RequestHead.TryRead(request, out RequestHead old))
            throw new InvalidOperationException("A request of this side's own cannot be read.");
        RequestHead next = old with { Id = Call.Id, Deadline = (ulong)Call.Deadline };
        Span<byte> bytes = stackalloc byte[next.MaxSize];
        head = next.Write(bytes);
        return [.. bytes[..head], .. request[old.Length..]];
    }
}
