using PeerRpc.Chaos.Processes;

namespace PeerRpc.Chaos.Runs;

/// <summary>A place in a run that one process after another takes.</summary>
/// <param name="kind">What the process is.</param>
/// <param name="peer">The number of the peer that it is; zero for none.</param>
internal sealed class Actor(RoleKind kind, int peer)
{
    public RoleKind Kind => kind;

    public int Peer => peer;

    /// <summary>The number of the process that runs now.</summary>
    public int Process { get; set; }

    /// <summary>The process; null while there is none.</summary>
    public ChildProcess? Child { get; set; }

    /// <summary>Whether a fault has hit it that is not mended yet. Written by the loop of the faults.</summary>
    public bool IsInTrouble { get; set; }

    public override string ToString() => peer == 0 ? $"{kind}" : $"{kind} {peer}";
}
