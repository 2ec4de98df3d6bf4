using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace FileShare.Folders;

/// <summary>The SHA-256 of a content, in hexadecimal digits.</summary>
internal static class ContentHash
{
    private const int BufferBytes = 256 * 1024;

    public static Task<string> ComputeAsync(Stream content, CancellationToken cancellationToken) =>
        ComputeAsync((buffer, _) => content.ReadAsync(buffer, cancellationToken));

    /// <summary>Of a whole file, wherever its handle stands.</summary>
    public static Task<string> ComputeAsync(SafeFileHandle file, CancellationToken cancellationToken) =>
        ComputeAsync((buffer, at) => RandomAccess.ReadAsync(file, buffer, at, cancellationToken));

    private static async Task<string> ComputeAsync(Func<Memory<byte>, long, ValueTask<int>> read)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long at = 0;
            while (await read(buffer, at) is > 0 and var count)
            {
                hash.AppendData(buffer, 0, count);
                at += count;
            }
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
