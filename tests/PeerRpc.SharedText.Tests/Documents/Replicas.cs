using SharedText;

namespace PeerRpc.SharedText.Tests.Documents;

/// <summary>Documents with ids in a known order.</summary>
internal static class Replicas
{
    public static SharedDocument Of(ulong id) => new(new ReplicaId(id));

    /// <summary>Several that begin with the same text, which none of them has written.</summary>
    public static SharedDocument[] With(string text, int count)
    {
        byte[] update = Of(1000).Insert(0, text);
        SharedDocument[] all = [.. Enumerable.Range(1, count).Select(id => Of((ulong)id))];
        foreach (SharedDocument document in all)
            document.Apply(update);
        return all;
    }

    /// <summary>Everybody gets from everybody what is lacking.</summary>
    public static void Sync(params SharedDocument[] all)
    {
        foreach (SharedDocument one in all.Concat(all))
        {
            foreach (SharedDocument other in all.Where(other => other != one))
                one.Apply(other.UpdateSince(one.State));
        }
    }
}
