using System.Security.Cryptography;
using Quickstart.Contracts;
using Quickstart.Peers;

namespace Quickstart.Steps;

/// <summary>A real file travels as a typed value and is the same at the other end.</summary>
internal static class FileTransfer
{
    public static async Task RunAsync(Participant alice, FileInfo file, Transcript transcript)
    {
        transcript.Step("2. A file");
        byte[] content = await File.ReadAllBytesAsync(file.FullName);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        transcript.Line($"alice sends {file.Name}, {content.Length} bytes, SHA-256 {sha256[..16]}...");

        IInbox inbox = alice.Client.Peer("bob").Controller<IInbox>();
        Receipt receipt = await inbox.Receive(new SentFile(file.Name, content));

        transcript.Check(
            receipt.Bytes == content.Length && receipt.Sha256 == sha256,
            $"bob got {receipt.Bytes} bytes with SHA-256 {receipt.Sha256[..16]}...");
    }
}
