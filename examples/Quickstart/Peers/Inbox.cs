using System.Security.Cryptography;
using Quickstart.Contracts;

namespace Quickstart.Peers;

/// <summary>Looks at what really arrived.</summary>
internal sealed class Inbox : IInbox
{
    public Task<Receipt> Receive(SentFile file) =>
        Task.FromResult(new Receipt(file.Content.Length, Convert.ToHexStringLower(SHA256.HashData(file.Content))));
}
