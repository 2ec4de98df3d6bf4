using System.Text.Json.Serialization;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Statistics;

/// <summary>How many calls have ended in a way.</summary>
/// <param name="Code">The number of the error code; 0 for success.</param>
/// <param name="Count">How many.</param>
internal sealed record OutcomeCount(int Code, long Count)
{
    /// <summary>The way, as it is known here.</summary>
    [JsonIgnore]
    public PeerErrorCode Outcome => ((PeerErrorCode)Code).ToListed();
}
