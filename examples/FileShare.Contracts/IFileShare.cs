using System.ComponentModel.DataAnnotations;
using PeerRpc;

namespace FileShare.Contracts;

/// <summary>What everybody who shares a directory serves, and everybody else calls.</summary>
/// <remarks>
/// A file is named by its path within the shared directory, with slashes. Who offers a file does not decide where it is
/// stored: the other side checks every path that it gets.
/// </remarks>
[PeerController("/files")]
[ApplicationError<FileRefusal>("files.refused")]
public interface IFileShare
{
    /// <summary>Lists the shared files. No file is read for it, so they come without their hashes.</summary>
    /// <param name="under">Only this file, or those below this directory.</param>
    /// <param name="cancellationToken">Stops the list.</param>
    IAsyncEnumerable<SharedFile> List(string? under = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Describes files with their hashes, which takes as long as it takes to read those that nobody asked for before.
    /// </summary>
    /// <returns>The files in the order of the paths; what is not shared is left out.</returns>
    IAsyncEnumerable<SharedFile> Describe(
        [MaxLength(SharedFile.MostAtOnce)] string[] paths, CancellationToken cancellationToken = default);

    /// <summary>Finds the files with a certain content, under whatever name.</summary>
    IAsyncEnumerable<SharedFile> Find(string sha256, long length, CancellationToken cancellationToken = default);

    /// <summary>Reads a piece of a file, as long as it is the one that was described.</summary>
    Task<Stream> Read(SharedFile file, long from, long count, CancellationToken cancellationToken = default);

    /// <summary>Asks whether a file may be put here, and how much of it is here from an earlier attempt.</summary>
    /// <returns>From which byte on it is to be sent; its length if all of it is here already.</returns>
    Task<long> Offer(NewFile file, CancellationToken cancellationToken = default);

    /// <summary>Stores a file; done when its hash is right and it stands under its name.</summary>
    /// <param name="file">The file, as it was offered.</param>
    /// <param name="from">Where the content begins, which is what <see cref="Offer"/> has said.</param>
    /// <param name="content">The file from there to its end.</param>
    /// <param name="progress">Hears how many bytes are stored.</param>
    /// <param name="call">Who calls.</param>
    /// <param name="cancellationToken">Stops; what has been stored is kept for the next attempt.</param>
    Task Put(
        NewFile file,
        long from,
        Stream content,
        IProgress<long>? progress = null,
        PeerCall? call = null,
        CancellationToken cancellationToken = default);
}
