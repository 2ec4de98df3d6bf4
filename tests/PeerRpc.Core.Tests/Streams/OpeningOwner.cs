using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>Opens what a message carries when the whole of it has been written.</summary>
internal sealed class OpeningOwner(OfferedAttachments offered) : IFrameOwner
{
    public bool IsWanted => true;

    public void OnWritten(bool whole)
    {
        if (whole)
            offered.Open();
    }

    public void OnAbandoned() => offered.Withdraw();
}
