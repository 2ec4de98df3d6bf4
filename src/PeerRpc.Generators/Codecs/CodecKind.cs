namespace PeerRpc.Generators.Codecs;

/// <summary>
/// How values of a type travel: as values, or as attachments, which cannot be copied. An attachment is named for the
/// method of <c>PeerStreams</c> that makes its codec.
/// </summary>
internal enum CodecKind
{
    /// <summary>It is serialized.</summary>
    Value,

    AsyncEnumerable,

    /// <summary>An observable that a method returns itself: subscribing is the call.</summary>
    Subscription,

    /// <summary>An observable in any other place.</summary>
    Observable,

    Progress,

    Stream,

    PipeReader,

    /// <summary>An object that the receiver calls.</summary>
    LiveObject,
}
