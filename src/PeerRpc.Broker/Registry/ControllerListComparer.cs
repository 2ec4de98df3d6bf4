namespace PeerRpc.Broker.Registry;

/// <summary>Whether two lists of controllers say the same.</summary>
internal sealed class ControllerListComparer : IEqualityComparer<IReadOnlyList<PeerControllerInfo>>
{
    public bool Equals(IReadOnlyList<PeerControllerInfo>? one, IReadOnlyList<PeerControllerInfo>? other) =>
        one!.Count == other!.Count
        && one.Zip(other).All(pair =>
            pair.First.Path == pair.Second.Path && pair.First.Methods.SequenceEqual(pair.Second.Methods));

    public int GetHashCode(IReadOnlyList<PeerControllerInfo> controllers)
    {
        var hash = new HashCode();
        foreach (PeerControllerInfo controller in controllers)
        {
            hash.Add(controller.Path);
            foreach (string method in controller.Methods)
                hash.Add(method);
        }
        return hash.ToHashCode();
    }
}
