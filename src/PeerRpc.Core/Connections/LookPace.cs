namespace PeerRpc.Core.Connections;

/// <summary>How long the watch for stalled work waits from one look to the next.</summary>
/// <remarks>
/// Where nothing has stood still for a while, nothing is likely to: then the watch looks less often. Each look wakes a
/// thread, which takes the processor from another one: with 512 calls in flight that costs a twelfth of their speed.
/// </remarks>
internal struct LookPace
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(4);

    // A busy machine makes something stand still about once a second, so a longer while would never pass.
    private const int CalmAfter = 100;

    private int _looks; // since something stood still, or the watch began

    /// <summary>From one look to the next.</summary>
    public readonly TimeSpan Period => _looks < CalmAfter ? Usual : Calm;

    /// <summary>The watch has looked.</summary>
    /// <param name="hasStalled">Whether something stood still.</param>
    public void Add(bool hasStalled) => _looks = hasStalled ? 0 : Math.Min(_looks + 1, CalmAfter);
}
