using PeerRpc.Serialization;

namespace PeerRpc.Core.Streams;

/// <summary>The attachments of one message that is being read.</summary>
internal interface IMessageAttachments : IReceivedAttachments
{
    /// <summary>Releases what no value named: members or parameters that the receiver does not know.</summary>
    void ReleaseUntaken();

    /// <summary>Releases everything: the message cannot be used.</summary>
    void ReleaseAll();
}
