namespace PeerRpc.Generators.Validation;

/// <summary>Whether a validation attribute works without reflection over user types.</summary>
internal enum AttributeSafety
{
    Safe,

    /// <summary>Its constructor warns of trimming, but for a value of this type there is nothing to trim.</summary>
    SafeForThisType,

    /// <summary>It needs reflection, or generated code may not name it.</summary>
    Unsafe,
}
