namespace PeerRpc.TestKit.Tests;

/// <summary>Tests that nothing else runs beside, because they compare times.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
