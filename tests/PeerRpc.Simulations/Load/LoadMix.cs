namespace PeerRpc.Simulations.Load;

/// <summary>Which operations callers prefer.</summary>
internal enum LoadMix
{
    /// <summary>Some of everything.</summary>
    Mixed,

    /// <summary>Much that is large.</summary>
    Heavy,

    /// <summary>Many that stop before they end.</summary>
    Restless,
}
