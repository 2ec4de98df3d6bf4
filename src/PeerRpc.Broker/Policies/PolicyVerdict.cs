namespace PeerRpc.Broker.Policies;

/// <summary>What the policies said.</summary>
internal enum PolicyVerdict
{
    /// <summary>There is no policy, and the options do not allow doing without one.</summary>
    NoPolicy,

    /// <summary>At least one policy denied it.</summary>
    Denied,

    /// <summary>A policy threw, or did not answer in time.</summary>
    Failed,

    /// <summary>Every policy allowed it.</summary>
    Allowed,
}
