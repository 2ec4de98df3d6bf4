using PeerRpc.CodeGeneration;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>Says whether a request can be served. What it refuses was certainly not executed.</summary>
/// <param name="controllers">What can be called by its path.</param>
/// <param name="attachments">What can be called because it was passed, and what else a request may carry.</param>
/// <param name="limits">How much is accepted.</param>
internal sealed class RequestCheck(ControllerTable controllers, CallAttachments attachments, LinkLimits limits)
{
    private BoundMethod? _last; // most requests of a link call what the one before did

    /// <summary>Finds the method of a request. Under the gate.</summary>
    /// <param name="head">What it calls.</param>
    /// <param name="payload">Its arguments.</param>
    /// <param name="running">How many calls run in its lane.</param>
    /// <param name="streaming">How many calls have been answered with streams whose sources still run.</param>
    /// <param name="entry">The controller or object.</param>
    /// <param name="method">Its method.</param>
    /// <returns>Null, or why it is refused.</returns>
    public PeerRpcException? Refuse(
        in RequestHead head, ReadOnlySpan<byte> payload, int running, int streaming,
        out ControllerEntry? entry, out PeerMethod? method)
    {
        entry = null;
        method = null;
        if (running >= limits.Calls)
        {
            return new PeerRpcException(
                PeerErrorCode.ResourceExhausted,
                $"{limits.Calls} calls of this caller are running already; wait for one to end.")
            { RetryAfter = TimeSpan.FromMilliseconds(100) };
        }
        if (Find(head, out entry, out method) is { } notFound)
            return notFound;
        // A stream that is released is over at once, and its source stops when it likes. Opening and releasing again
        // and again must not make more of them run than twice as many as may be open.
        bool isBusy = method!.CarriesStreams && streaming >= 2L * limits.Streams;
        if (isBusy || !attachments.Streams.HasRoomForArguments(head.Attachments.Count))
        {
            return new PeerRpcException(
                PeerErrorCode.ResourceExhausted,
                $"{limits.Streams} streams and live objects of this caller are open or unread, or still stopping.")
            { RetryAfter = TimeSpan.FromMilliseconds(100) };
        }
        return CheckSignature(head, payload, entry!, method);
    }

    private PeerRpcException? Find(in RequestHead head, out ControllerEntry? entry, out PeerMethod? method)
    {
        if ((head.Flags & RequestFlags.Object) == 0)
        {
            BoundMethod? found = controllers.Find(head.Target, _last);
            _last = found;
            entry = found?.Entry;
            method = found?.Method;
            return found is null ? controllers.NotFound(head.Target) : null;
        }
        var reader = new WireReader(head.Target);
        ulong id = reader.Varint();
        string name = reader.Text(WireLimits.Name);
        if (attachments.Objects.TryFind(id, name, out entry, out method))
            return null;
        return entry is null
            ? new PeerRpcException(PeerErrorCode.ControllerNotFound, $"Object {id} is not there any more.")
            : new PeerRpcException(PeerErrorCode.MethodNotFound, $"The object has no method '{name}'.");
    }

    private static PeerRpcException? CheckSignature(
        in RequestHead head, ReadOnlySpan<byte> payload, ControllerEntry entry, PeerMethod method)
    {
        int count = payload.IsEmpty ? 0 : payload[0] & PayloadWriter.MaxValues;
        bool fits = count >= method.RequiredParameters && count <= method.Parameters.Count;
        if (fits && (head.Signature == 0 || head.Signature == method.SignatureHash(count)))
            return null;
        return new PeerRpcException(
            PeerErrorCode.MethodNotFound,
            $"The controller at '{entry.Path}' has {method}, which does not fit a call with {count} argument(s).");
    }
}
