namespace PeerRpc.Core.Discovery;

/// <summary>What a client has told of itself.</summary>
/// <param name="Controllers">What it serves.</param>
/// <param name="Capabilities">What it can do.</param>
/// <param name="Metadata">What else it says.</param>
internal sealed record PeerDescription(
    IReadOnlyList<PeerControllerInfo> Controllers,
    IReadOnlyList<string> Capabilities,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Nothing.</summary>
    public static PeerDescription Empty { get; } = new([], [], new Dictionary<string, string>());

    /// <summary>How many bytes of UTF-8 capabilities and metadata may take together.</summary>
    public const int MaxProfileBytes = 4 * 1024;

    /// <summary>How many bytes of UTF-8 the controllers may take.</summary>
    public const int MaxControllerBytes = 32 * 1024;
}
