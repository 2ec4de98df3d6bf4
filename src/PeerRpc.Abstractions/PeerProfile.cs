using System.Collections.ObjectModel;

namespace PeerRpc;

/// <summary>What a peer says of itself, for everybody who may see it.</summary>
/// <remarks>
/// Capabilities and metadata together take at most 4 KiB as UTF-8; more is refused with
/// <see cref="PeerErrorCode.InvalidArgument"/>.
/// </remarks>
public sealed class PeerProfile
{
    internal static readonly IReadOnlyDictionary<string, string> NoMetadata =
        ReadOnlyDictionary<string, string>.Empty;

    /// <summary>What it can do, for example <c>resize-images</c>. Default: nothing.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>What else is worth knowing, for example a colour or a version. Default: nothing.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = NoMetadata;
}
