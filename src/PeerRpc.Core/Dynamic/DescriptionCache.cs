using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PeerRpc.Core.Calls;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Dynamic;

/// <summary>What peers have said of themselves, for as long as the links to them last.</summary>
/// <remarks>
/// A link leads to one process. What that serves may change while it runs, which calls notice by their signatures; what
/// another process serves under the same id is asked for anew.
/// </remarks>
internal sealed class DescriptionCache
{
    private const int MostParameters = PayloadWriter.MaxValues;

    private readonly ConditionalWeakTable<OutgoingCalls, ConcurrentDictionary<(string, string), DynamicMethod>> _known =
        [];

    public DynamicMethod? Find(OutgoingCalls link, string path, string method) =>
        _known.TryGetValue(link, out ConcurrentDictionary<(string, string), DynamicMethod>? methods)
            ? methods.GetValueOrDefault((path, method))
            : null;

    public void Keep(OutgoingCalls link, PeerControllerDescription controller)
    {
        ConcurrentDictionary<(string, string), DynamicMethod> methods = _known.GetOrCreateValue(link);
        // A method with more parameters than a message can carry is somebody's mistake, or an attempt to keep us busy.
        foreach (PeerMethodDescription method in controller.Methods.Where(m => m.Parameters.Count <= MostParameters))
            methods[(controller.Path, method.Name)] = new DynamicMethod(controller.Path, method);
    }
}
