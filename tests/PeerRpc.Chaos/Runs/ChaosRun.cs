using PeerRpc.Chaos.Faults;
using PeerRpc.Chaos.Options;

namespace PeerRpc.Chaos.Runs;

/// <summary>A loaded run with a fault every now and then.</summary>
internal sealed class ChaosRun(ChaosOptions options, TextWriter output)
{
    /// <summary>Runs it.</summary>
    /// <returns>Whether everything went as promised.</returns>
    public Task<bool> RunAsync(CancellationToken cancellationToken) =>
        new LoadedRun(options, output).RunAsync(
            async (cast, proxy) =>
            {
                var injector = new FaultInjector(cast, proxy, options);
                await injector.RunAsync(cancellationToken);
                return injector.Counts;
            },
            cancellationToken);
}
