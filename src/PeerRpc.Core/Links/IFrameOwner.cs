namespace PeerRpc.Core.Links;

/// <summary>Whoever needs to know when a frame of theirs is written, because then it counts as sent.</summary>
internal interface IFrameOwner
{
    /// <summary>Whether the frame is still worth sending; asked until the whole of it has been written.</summary>
    bool IsWanted { get; }

    /// <summary>The frame, or the first or last chunk of it, is written. Under the link's gate.</summary>
    /// <param name="whole">Whether the other side can now have the whole of it.</param>
    void OnWritten(bool whole);

    /// <summary>It was no longer wanted, and the other side will never have the whole of it. Under the gate.</summary>
    void OnAbandoned();
}
