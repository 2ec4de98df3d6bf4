using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker;

namespace PeerRpc.Simulations.Scenes;

/// <summary>How the processes of a scene begin.</summary>
internal static class Entrance
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    /// <summary>Sets a broker up as its scene says.</summary>
    /// <param name="services">Its services.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="configure">Sets further options.</param>
    public static void Configure(
        IServiceCollection services, Scene scene, Action<PeerBrokerOptions>? configure = null) =>
        services.AddPeerBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            options.ResumeWindow = scene.ResumeWindow;
            options.PingAfter = scene.PingAfter;
            options.DeadAfter = scene.DeadAfter;
            options.MaxQueueBytes = scene.MaxQueueBytes;
            configure?.Invoke(options);
        });

    /// <summary>Connects the client of a process and registers its ids, however often it takes.</summary>
    /// <param name="node">The node.</param>
    /// <param name="plan">Who it is.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="prepare">What is done before it is registered.</param>
    public static async Task<PeerClient> EnterAsync(
        SimulatedPeer node, ActorPlan plan, Scene scene, Action<PeerClient> prepare)
    {
        PeerClient? client = null;
        while (true)
        {
            try
            {
                if (client is null)
                {
                    client = await node.ConnectAsync(
                        null, options => Configure(options, scene), principal: PrincipalOf(plan));
                    prepare(client);
                }
                foreach (string id in plan.PeerIds)
                    await client.RegisterAsPeerAsync(id);
                return client;
            }
            catch (PeerRpcException)
            {
                // The broker is away, or the id is still that of the process before: again in a moment.
            }
            await Task.Delay(Again, node.Time);
        }
    }

    private static ClaimsPrincipal? PrincipalOf(ActorPlan plan) => plan.Principal.Length == 0
        ? null
        : new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", plan.Principal)], "test"));

    private static void Configure(PeerClientOptions options, Scene scene)
    {
        options.DefaultDeadline = scene.Deadline;
        options.ReconnectDelay = scene.ReconnectDelay;
        options.MaxReconnectDelay = scene.MaxReconnectDelay;
        options.StreamWindowBytes = scene.StreamWindowBytes;
        options.MaxCallsPerLink = scene.MaxCallsPerLink;
        options.MaxMessageBytes = scene.MaxMessageBytes;
        options.ReassemblyBytes = scene.ReassemblyBytes;
    }
}
