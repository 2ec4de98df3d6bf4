namespace PeerRpc.Broker.Tests.Groups;

/// <summary>What can happen in a group.</summary>
internal enum RingStepKind
{
    /// <summary>Somebody sends.</summary>
    Send,

    /// <summary>A member takes as much as it is given.</summary>
    Take,

    /// <summary>A member loses its connection and what was on its way, and is back at once.</summary>
    Return,
}
