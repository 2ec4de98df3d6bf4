using System.Globalization;
using System.Security.Cryptography;
using PeerRpc.Client;

namespace PeerRpc.TestPeer;

/// <summary>Reads the stream of a peer with the id <c>source</c> for each line with a number of bytes.</summary>
internal static class ReaderRole
{
    public const string SourceId = "source";

    public static async Task RunAsync(Uri broker)
    {
        await using PeerClient client = await PeerClient.ConnectAsync(broker);
        ISource source = client.Peer(SourceId).Controller<ISource>();
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
            Console.WriteLine(await ReadAsync(source, long.Parse(line, CultureInfo.InvariantCulture)));
    }

    private static async Task<string> ReadAsync(ISource source, long bytes)
    {
        await using Stream content = await source.Read(bytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[64 * 1024];
        long count = 0;
        while (await content.ReadAsync(buffer) is > 0 and int length)
        {
            count += length;
            hash.AppendData(buffer.AsSpan(0, length));
        }
        return string.Create(CultureInfo.InvariantCulture, $"{count} {Convert.ToHexString(hash.GetHashAndReset())}");
    }
}
