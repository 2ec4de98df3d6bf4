using System.Globalization;

namespace PeerRpc.Core.Calls;

/// <summary>What names a link in correlation ids; the same on both sides.</summary>
/// <param name="Instance">The opener's process instance.</param>
/// <param name="Number">The number of the link.</param>
internal readonly record struct CallIdentity(Guid Instance, ulong Number)
{
    /// <summary>Names one call of the link, for the logs of both sides.</summary>
    public string Correlate(ulong callId) =>
        string.Create(CultureInfo.InvariantCulture, $"{Instance.ToString("N").AsSpan(0, 8)}-{Number}-{callId}");
}
