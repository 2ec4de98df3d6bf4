namespace PeerRpc.Chaos.Processes;

/// <summary>The inside of a child process.</summary>
internal interface IRole : IAsyncDisposable
{
    /// <summary>Runs until it is stopped, and fails if something happens that must not.</summary>
    Task RunAsync();

    /// <summary>Obeys a command.</summary>
    /// <returns>The answer, in one line.</returns>
    Task<string> ObeyAsync(string[] command);
}
