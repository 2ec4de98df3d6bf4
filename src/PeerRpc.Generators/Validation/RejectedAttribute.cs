using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Validation;

/// <summary>A validation attribute that cannot be called without reflection, and where it stands.</summary>
internal sealed record RejectedAttribute(AttributeData Attribute, ISymbol Target);
