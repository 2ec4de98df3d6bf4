using FileShare.Contracts;
using PeerRpc;

namespace FileShare.Sharing;

/// <summary>Makes the errors that the contract declares.</summary>
internal static class Refusals
{
    public static PeerApplicationException<FileRefusal> Create(RefusalReason reason, string path) =>
        new(new FileRefusal(reason, path));
}
