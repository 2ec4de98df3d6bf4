using System.Security.Cryptography;

namespace PeerRpc.Core.Links;

/// <summary>What only the two ends of a link know: made when the link is opened, it never travels.</summary>
/// <remarks>
/// Whoever resumes a link proves that he knows it, over the two hellos of the resume, whose nonces are fresh: so nobody
/// else can, not even with everything that has travelled before.
/// </remarks>
internal sealed class LinkSecret
{
    public const int ProofLength = HMACSHA256.HashSizeInBytes;

    // A length byte stands before the proof.
    private const int ProofField = 1 + ProofLength;

    private readonly byte[] _key;

    /// <param name="openerNonce">The nonce of Open.</param>
    /// <param name="acceptorNonce">The nonce of OpenReply.</param>
    public LinkSecret(ReadOnlyMemory<byte> openerNonce, ReadOnlyMemory<byte> acceptorNonce) =>
        _key = SHA256.HashData([.. "PeerRpc link secret"u8, .. openerNonce.Span, .. acceptorNonce.Span]);

    /// <summary>The proof of one side.</summary>
    /// <param name="side">Whose.</param>
    /// <param name="resume">The frame of the Resume hello, as it travelled.</param>
    /// <param name="reply">The frame of the ResumeReply hello; the proof at its end does not count.</param>
    public byte[] Prove(LinkSide side, ReadOnlySpan<byte> resume, ReadOnlySpan<byte> reply) =>
        HMACSHA256.HashData(
            _key,
            (byte[])[(byte)side, .. resume[LinkFrameHeader.Size..], .. reply[LinkFrameHeader.Size..^ProofField]]);

    /// <summary>Whether a proof of one side is right; takes the same time for every wrong one.</summary>
    public bool IsRight(
        ReadOnlySpan<byte> proof, LinkSide side, ReadOnlySpan<byte> resume, ReadOnlySpan<byte> reply) =>
        proof.Length == ProofLength && reply.Length >= LinkFrameHeader.Size + ProofField
        && CryptographicOperations.FixedTimeEquals(proof, Prove(side, resume, reply));
}
