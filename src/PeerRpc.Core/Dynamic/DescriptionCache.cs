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
internal static class DescriptionCache
{
    private const int MostParameters = PayloadWriter.MaxValues;

    // One for the process: a table costs some hundred bytes, and few clients call without contracts.
    private static readonly
        ConditionalWeakTable<OutgoingCalls, ConcurrentDictionary<(string, string), DynamicMethod>> Known = [];

    public static DynamicMethod? Find(OutgoingCalls link, string path, string method) =>
        Known.TryGetValue(link, out ConcurrentDictionary<(string, string), DynamicMethod>? methods)
            ? methods.GetValueOrDefault((path, method))
            : null;

    public static void Keep(OutgoingCalls link, PeerControllerDescription controller)
    {
        ConcurrentDictionary<(string, string), DynamicMethod> methods = Known.GetOrCreateValue(link);
        // A method with more parameters than a message can carry is somebody's mistake, or an attempt to keep us busy.
        foreach (PeerMethodDescription method in controller.Methods.Where(m => m.Parameters.Count <= MostParameters))
            methods[(controller.Path, method.Name)] = new DynamicMethod(controller.Path, method);
    }
}
