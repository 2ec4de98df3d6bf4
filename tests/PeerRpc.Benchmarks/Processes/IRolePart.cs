namespace PeerRpc.Benchmarks.Processes;

/// <summary>What a child process is in its system.</summary>
internal interface IRolePart : IAsyncDisposable
{
    /// <summary>Starts it; gives the address if it is a broker.</summary>
    Task<Uri?> StartAsync(CancellationToken cancellationToken);

    /// <summary>Obeys a command and gives its result as JSON; null if it does not know the command.</summary>
    Task<string?> TryObeyAsync(IReadOnlyList<string> command);
}
