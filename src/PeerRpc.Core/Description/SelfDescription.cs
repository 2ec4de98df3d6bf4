using System.Runtime.CompilerServices;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Faults;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Description;

/// <summary>Describes what a client, or the broker, serves: from what is registered at that moment.</summary>
/// <param name="controllers">What is registered.</param>
/// <param name="serializer">What carries its values.</param>
/// <param name="check">
/// Throws for the path of a controller that the caller may not know of; null where whoever may ask may know all.
/// </param>
internal sealed class SelfDescription(
    ControllerTable controllers, PeerSerializer serializer, Func<string, ValueTask>? check = null)
    : IDescribeController
{
    // Schemas take longer to write than a call takes, and stay the same as long as the controller is registered. One
    // for the process: a table costs some hundred bytes, and few clients are ever asked.
    private static readonly ConditionalWeakTable<ControllerEntry, PeerControllerDescription> Known = [];

    private readonly ContractDescriber _describer = new(new SchemaWriter(serializer));

    /// <summary>Serves the description beside the controllers that it describes.</summary>
    public static void Register(
        ControllerTable controllers, PeerSerializer serializer, Func<string, ValueTask>? check = null)
    {
        var describe = new SelfDescription(controllers, serializer, check);
        controllers.Add(new ControllerEntry<IDescribeController>(
            IDescribeController.Path, CodeGeneration.PeerContracts.Get<IDescribeController>(), serializer,
            _ => new ControllerTarget<IDescribeController>(describe)));
    }

    public async Task<byte[]> DescribeAsync(string? path, CancellationToken cancellationToken)
    {
        List<PeerControllerDescription> described = [];
        foreach (ControllerEntry entry in controllers.Entries.Where(entry => !entry.IsBuiltIn))
        {
            if (path is null ? await IsShownAsync(entry.Path).ConfigureAwait(false) : entry.Path == path)
                described.Add(Known.GetValue(entry, _describer.Describe));
        }
        if (path is not null && described.Count > 0 && check is not null)
            await check(path).ConfigureAwait(false);
        return DescriptionJson.Write([.. described.OrderBy(controller => controller.Path, StringComparer.Ordinal)]);
    }

    private async ValueTask<bool> IsShownAsync(string path)
    {
        if (check is null)
            return true;
        try
        {
            await check(path).ConfigureAwait(false);
            return true;
        }
        catch (RefusalException)
        {
            // What the caller may not call it is not told of.
            return false;
        }
    }
}
