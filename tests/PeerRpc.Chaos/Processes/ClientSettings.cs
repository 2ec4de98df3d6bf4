namespace PeerRpc.Chaos.Processes;

/// <summary>What the clients of a run have in common.</summary>
internal static class ClientSettings
{
    public static void Apply(PeerClientOptions options, RoleAssignment assignment, string name) =>
        options.AccessToken = _ => new ValueTask<string?>(name);
}
