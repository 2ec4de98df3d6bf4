namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>Who calls whom.</summary>
internal enum FanStage
{
    /// <summary>One calls one.</summary>
    Two,

    /// <summary>Many call one.</summary>
    In,

    /// <summary>One calls many.</summary>
    Out,
}
