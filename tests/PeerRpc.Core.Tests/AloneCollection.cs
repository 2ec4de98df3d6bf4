using Xunit;

namespace PeerRpc.Core.Tests;

/// <summary>Tests that must not share the process with others while they run.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
