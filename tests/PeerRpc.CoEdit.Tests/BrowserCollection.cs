namespace PeerRpc.CoEdit.Tests;

/// <summary>Beside a browser there is no room for other tests.</summary>
[CollectionDefinition(nameof(BrowserCollection), DisableParallelization = true)]
public class BrowserCollection;
