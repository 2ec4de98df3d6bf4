using PeerRpc.SharedText.Tests.Model;
using SharedText;

namespace PeerRpc.SharedText.Tests.Histories;

/// <summary>An anchor as it was sent, and the character that it holds on to.</summary>
internal sealed record KeptAnchor(byte[] Bytes, ModelId? Character, AnchorSide Side)
{
    public static KeptAnchor At(Peer peer, int index, bool isBefore)
    {
        AnchorSide side = isBefore ? AnchorSide.Before : AnchorSide.After;
        TextAnchor anchor = peer.Document.AnchorAt(index, side);
        Assert.Equal(index, peer.Document.IndexOf(anchor));
        int place = isBefore ? index - 1 : index;
        ModelId? character = place < 0 ? null : peer.Model.Characters(place, 1).FirstOrDefault();
        return new KeptAnchor(anchor.ToBytes(), character, side);
    }

    /// <summary>It is where the model says, at every peer.</summary>
    public void Check(Peer peer)
    {
        Assert.True(TextAnchor.TryRead(Bytes, out TextAnchor anchor));
        Assert.Equal(Expected(peer), peer.Document.IndexOf(anchor));
    }

    private int Expected(Peer peer)
    {
        bool isBefore = Side == AnchorSide.Before;
        if (Character is null)
            return isBefore ? 0 : peer.Document.Length;
        if (Character.Clock >= peer.Model.NextOf(Character.Replica))
            return -1;
        (int index, bool isThere) = peer.Model.Find(Character);
        return isBefore && isThere ? index + 1 : index;
    }
}
