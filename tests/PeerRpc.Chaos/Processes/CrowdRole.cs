using System.Globalization;
using PeerRpc.Chaos.Contracts;
using PeerRpc.Chaos.Serving;

namespace PeerRpc.Chaos.Processes;

/// <summary>Many peers in one process.</summary>
internal sealed class CrowdRole : IRole
{
    // As many as connect at the same time at first; the broker is to be measured when all are there.
    private const int AtATime = 16;

    private readonly RoleAssignment _assignment;
    private readonly ClientKeeper[] _clients;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CrowdRole(RoleAssignment assignment)
    {
        _assignment = assignment;
        _clients = [.. Enumerable.Range(assignment.Peer, assignment.Crowd)
            .Select(peer => new ClientKeeper(assignment with { Peer = peer }, Serve))];
    }

    public async Task RunAsync()
    {
        List<Task> running = [];
        foreach (ClientKeeper[] some in _clients.Chunk(AtATime))
        {
            running.AddRange(some.Select(client => client.RunAsync()));
            foreach (ClientKeeper client in some)
                await client.GetAsync(CancellationToken.None);
        }
        _connected.TrySetResult();
        await Task.WhenAll(running);
    }

    /// <summary>Answers with the number of peers, once all of them have been connected.</summary>
    public async Task<string> ObeyAsync(string[] command)
    {
        await _connected.Task;
        return _assignment.Crowd.ToString(CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ClientKeeper client in _clients)
            await client.DisposeAsync();
    }

    private static void Serve(PeerClient client) => client.RegisterController<IPresence>(new Presence());
}
