namespace PeerRpc.Benchmarks.Crowds;

/// <summary>A running broker.</summary>
internal interface ICrowdBroker : IAsyncDisposable
{
    /// <summary>Where it listens: as many addresses as there are ports.</summary>
    IReadOnlyList<Uri> Addresses { get; }

    /// <summary>How many clients are connected now.</summary>
    int CountClients();
}
