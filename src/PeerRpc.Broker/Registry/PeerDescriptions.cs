using System.Text;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Faults;

namespace PeerRpc.Broker.Registry;

/// <summary>Takes what clients tell of themselves: no more than fits, and what many of them tell only once.</summary>
internal sealed class PeerDescriptions
{
    // Lists of controllers that are kept to be shared, of up to 32 KiB: programs are few and their peers many.
    private const int MostShared = 64;

    private readonly Lock _gate = new(); // guards _shared
    private readonly HashSet<IReadOnlyList<PeerControllerInfo>> _shared = new(new ControllerListComparer());

    /// <summary>Checks what a client tells.</summary>
    /// <returns>The same, in objects that are shared with others as far as they say the same.</returns>
    /// <exception cref="RefusalException">It is more than the directory takes.</exception>
    public PeerDescription Accept(PeerDescription description)
    {
        CheckSize(description);
        return new PeerDescription(
            Share(description.Controllers),
            description.Capabilities.Count > 0 ? description.Capabilities : PeerDescription.Empty.Capabilities,
            description.Metadata.Count > 0 ? description.Metadata : PeerDescription.Empty.Metadata);
    }

    private static void CheckSize(PeerDescription description)
    {
        int profile = description.Capabilities.Sum(Encoding.UTF8.GetByteCount)
            + description.Metadata.Sum(m => Encoding.UTF8.GetByteCount(m.Key) + Encoding.UTF8.GetByteCount(m.Value));
        if (profile > PeerDescription.MaxProfileBytes)
            throw TooLarge("capabilities and metadata", profile, PeerDescription.MaxProfileBytes);
        int controllers = description.Controllers.Sum(
            c => Encoding.UTF8.GetByteCount(c.Path) + c.Methods.Sum(Encoding.UTF8.GetByteCount));
        if (controllers > PeerDescription.MaxControllerBytes)
            throw TooLarge("controllers", controllers, PeerDescription.MaxControllerBytes);
    }

    private static RefusalException TooLarge(string what, int length, int limit) => new(
        PeerErrorCode.InvalidArgument, $"The {what} of a peer take {length} bytes, and the directory takes {limit}.");

    private IReadOnlyList<PeerControllerInfo> Share(IReadOnlyList<PeerControllerInfo> controllers)
    {
        lock (_gate)
        {
            if (_shared.TryGetValue(controllers, out IReadOnlyList<PeerControllerInfo>? same))
                return same;
            if (_shared.Count == MostShared)
                _shared.Clear();
            _shared.Add(controllers);
            return controllers;
        }
    }
}
