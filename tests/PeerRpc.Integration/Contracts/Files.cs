namespace PeerRpc.Integration.Contracts;

internal sealed class Files : IFiles
{
    public Task<byte[]> Mirror(byte[] content) => Task.FromResult(content);

    public Task<ReadOnlyMemory<byte>> MirrorMemory(ReadOnlyMemory<byte> content) => Task.FromResult(content);

    public Task<Upload> MirrorUpload(Upload upload) => Task.FromResult(upload);

    public Task<int> Measure(string text) => Task.FromResult(text.Length);

    public Task<byte[]> Make(int length) => Task.FromResult(new byte[length]);

    public Task<string> Write(int length) => Task.FromResult(new string('x', length));
}
