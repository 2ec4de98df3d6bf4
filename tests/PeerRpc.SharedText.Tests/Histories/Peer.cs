using PeerRpc.SharedText.Tests.Model;
using SharedText;

namespace PeerRpc.SharedText.Tests.Histories;

/// <summary>One replica, with all that checks it.</summary>
internal sealed class Peer(ReplicaId replica)
{
    public SharedDocument Document { get; set; } = new(replica);

    public ModelText Model { get; } = new();

    /// <summary>The text as somebody sees it who is only told of changes.</summary>
    public string View { get; set; } = "";

    public int Caret { get; set; }

    public bool IsOffline { get; set; }

    /// <summary>What is on its way here.</summary>
    public List<byte[]> Inbox { get; } = [];

    /// <summary>What a journal would have.</summary>
    public List<byte[]> Journal { get; } = [];

    public void Show(IEnumerable<TextChange> changes)
    {
        foreach (TextChange change in changes)
            View = View.Remove(change.Index, change.Removed).Insert(change.Index, change.Inserted);
    }
}
