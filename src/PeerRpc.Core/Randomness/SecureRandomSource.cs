using System.Security.Cryptography;

namespace PeerRpc.Core.Randomness;

/// <summary>The system's generator.</summary>
internal sealed class SecureRandomSource : RandomSource
{
    public override void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
