using System.IO.Pipelines;

namespace Files;

public record Found(string Path, long Length);

[PeerController("/files")]
public interface IFiles
{
    IAsyncEnumerable<Found> Search(string pattern, int depth = 3, CancellationToken cancellationToken = default);

    IAsyncEnumerable<string?> Drives();

    Task<Stream> Read(string path, IProgress<long>? progress = null);

    ValueTask<PipeReader?> Tail(string path);

    Task<IAsyncEnumerable<IAsyncEnumerable<byte[]>>> Blocks(IAsyncEnumerable<Stream> files);

    Task Write(string path, Stream content, IProgress<long> progress, CancellationToken cancellationToken = default);

    [OneWay]
    Task Append(string path, IAsyncEnumerable<List<string>> lines);

    void Log(PipeReader text);
}
