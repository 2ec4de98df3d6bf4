using PeerRpc.Core.Links;

namespace PeerRpc.Core.Endpoints;

/// <summary>What an opener knows of its link once the acceptor's hello has come; it resumes with nobody else.</summary>
/// <param name="Acceptor">The acceptor's process instance.</param>
/// <param name="AcceptorKey">The acceptor's principal, as the broker stamped it.</param>
/// <param name="Secret">What only the two ends know.</param>
internal sealed record LinkSession(Guid Acceptor, string AcceptorKey, LinkSecret Secret);
