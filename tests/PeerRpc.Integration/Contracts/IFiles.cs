namespace PeerRpc.Integration.Contracts;

[PeerController("/files")]
public interface IFiles
{
    Task<byte[]> Mirror(byte[] content);

    Task<ReadOnlyMemory<byte>> MirrorMemory(ReadOnlyMemory<byte> content);

    Task<Upload> MirrorUpload(Upload upload);

    Task<int> Measure(string text);

    Task<byte[]> Make(int length);

    Task<string> Write(int length);
}
