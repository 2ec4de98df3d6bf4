namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>Who is there while two clients call each other.</summary>
internal enum CrowdStage
{
    /// <summary>Nobody else; before the others have come, and again after they have left.</summary>
    Alone,

    /// <summary>The others, idle.</summary>
    Idle,

    /// <summary>The others, and some of them chat.</summary>
    Chatting,
}
