using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Hosting;
using PeerRpc.Testing.Simulation.Engine;
using PeerRpc.Testing.Simulation.Network;

namespace PeerRpc.Testing.Simulation;

/// <summary>A broker of the simulation: the real one, with its policies and controllers.</summary>
public sealed class SimulatedBroker : SimulatedNode
{
    private readonly Action<IServiceCollection> _configure;
    private ServiceProvider? _services;

    internal SimulatedBroker(PeerSimulation simulation, string name, Action<IServiceCollection>? configure)
        : base(simulation, name)
    {
        Address = new Uri($"{SimulatedNetwork.Scheme}://{name}/");
        _configure = configure ?? (services => services.AddPeerBroker(options => options.AllowAnonymousPeers = true));
    }

    /// <summary>What peers connect to: <c>sim://</c> and the broker's name.</summary>
    public Uri Address { get; }

    /// <summary>The services of the process that runs; each start makes new ones.</summary>
    /// <exception cref="InvalidOperationException">The broker does not run.</exception>
    public IServiceProvider Services =>
        _services ?? throw new InvalidOperationException($"The broker '{Name}' does not run.");

    /// <summary>Stops it as its host would: it drains, then closes what is still connected.</summary>
    /// <returns>A task that ends when it has stopped; <see cref="SimulatedNode.Restart"/> starts it again.</returns>
    public async Task StopAsync()
    {
        IHostedService[] hosted = [.. Services.GetServices<IHostedService>()];
        SimulatedProcess process = Process;
        foreach (IHostedLifecycleService lifecycle in hosted.OfType<IHostedLifecycleService>())
            await lifecycle.StoppingAsync(CancellationToken.None);
        foreach (IHostedService service in hosted.Reverse())
            await service.StopAsync(CancellationToken.None);
        if (process != Process || !IsRunning)
            return;
        ServiceProvider services = _services!;
        _services = null;
        await services.DisposeAsync();
        End(silently: false);
    }

    private protected override void OnStart(SimulatedProcess process)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(process.Clock);
        services.AddSingleton(process.Scheduler);
        services.AddSingleton(process.Random);
        services.AddSingleton(Simulation.CreateLoggerFactory(process));
        _configure(services);
        _services = services.BuildServiceProvider();
        _services.GetService<IStartupValidator>()?.Validate();
        PeerBroker broker = _services.GetService<PeerBroker>() ?? throw new InvalidOperationException(
            "A simulated broker needs the broker's services: call services.AddPeerBroker().");
        foreach (IHostedService service in _services.GetServices<IHostedService>())
            Simulation.Watch(service.StartAsync(CancellationToken.None), process);
        Simulation.Network.Listen(Name, new SimulatedListener(process, (transport, principal, from) =>
            Simulation.Watch(broker.RunAsync(transport, principal, from, CancellationToken.None), process)));
    }

    private protected override void OnEnd()
    {
        // What a killed process held is gone; only meters would be found by others in this process for ever.
        _services?.GetService<IMeterFactory>()?.Dispose();
        _services = null;
    }
}
