using System.Text.Json;

namespace PeerRpc;

/// <summary>What an argument, a result or an item looks like.</summary>
/// <param name="Kind">How it travels.</param>
/// <param name="Type">
/// The type as it stands in the signature, for example <c>IReadOnlyList&lt;ChatMessage&gt;</c>.
/// </param>
/// <param name="Schema">
/// The JSON Schema (draft 2020-12) of a value; <see langword="null"/> for what is none, and where it cannot be told.
/// Byte buffers are texts in base64 under the keyword <c>x-peerrpc</c>, though they travel as raw bytes.
/// </param>
/// <param name="Items">What its items or reports look like; <see langword="null"/> for what has none.</param>
public sealed record PeerValueDescription(
    PeerValueKind Kind, string Type, JsonElement? Schema = null, PeerValueDescription? Items = null);
