namespace PeerRpc.Testing;

/// <summary>
/// A simulation cannot go on, or its code has failed; the message names the seed, with which it fails again.
/// </summary>
public sealed class SimulationException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What the code threw; null if it is the simulation that cannot go on.</param>
    public SimulationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
