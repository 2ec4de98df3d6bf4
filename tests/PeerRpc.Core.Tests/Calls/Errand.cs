namespace PeerRpc.Core.Tests.Calls;

/// <summary>Does what a test tells it to.</summary>
internal sealed class Errand(Func<string, Task<string>> run) : IErrand
{
    public Task Run(string what, CancellationToken cancellationToken) => run(what);

    public Task<string> Fetch(string what) => run(what);

    public Task Tell(string what, CancellationToken cancellationToken) => run(what);
}
