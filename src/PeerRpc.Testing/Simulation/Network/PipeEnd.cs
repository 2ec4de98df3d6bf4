namespace PeerRpc.Testing.Simulation.Network;

/// <summary>How a pipe ends.</summary>
internal enum PipeEnd
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The sender has said that nothing more comes.</summary>
    Finished,

    /// <summary>It broke.</summary>
    Reset,
}
