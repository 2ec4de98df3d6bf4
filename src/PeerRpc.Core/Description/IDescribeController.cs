namespace PeerRpc.Core.Description;

/// <summary>The controller with which every peer, and the broker, describes what it serves.</summary>
[PeerController(Path)]
internal interface IDescribeController
{
    /// <summary>Where it is served.</summary>
    const string Path = "$peerrpc/describe";

    /// <summary>Describes the controllers.</summary>
    /// <param name="path">Only the one at this path; null for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// A JSON text in UTF-8, an array of <see cref="PeerControllerDescription"/>. Not a value of its own: schemas nest
    /// deeper than values may.
    /// </returns>
    Task<byte[]> DescribeAsync(string? path = null, CancellationToken cancellationToken = default);
}
