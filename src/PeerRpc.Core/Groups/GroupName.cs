using System.Buffers;
using System.Text;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Groups;

/// <summary>The form of groups' names: UTF-8 without control characters.</summary>
internal static class GroupName
{
    /// <summary>How long one may be, in bytes.</summary>
    public const int MaxLength = WireLimits.Name;

    /// <summary>How many bytes a name has.</summary>
    public static int LengthOf(string name) => Encoding.UTF8.GetByteCount(name);

    /// <summary>Whether a group may be called so, whatever its length.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            return false;
        while (!name.IsEmpty)
        {
            // Half of a surrogate pair is no character: on the wire it would become another name.
            OperationStatus status = Rune.DecodeFromUtf16(name, out Rune character, out int length);
            if (status != OperationStatus.Done || Rune.IsControl(character))
                return false;
            name = name[length..];
        }
        return true;
    }
}
