using FileShare.Parts;

namespace FileShare.Transfers;

/// <summary>Somebody who has a file and gives pieces of it.</summary>
internal interface IFileSource
{
    /// <summary>Whom to name when something goes wrong.</summary>
    string Name { get; }

    /// <summary>Reads a piece.</summary>
    /// <returns>
    /// The bytes from its beginning, as many as come at a time; each memory is good until the next is asked for. It may
    /// end early, which means that the source has no more.
    /// </returns>
    /// <exception cref="SourceLostException">Nothing more comes from here.</exception>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(ByteRange piece, CancellationToken cancellationToken);
}
