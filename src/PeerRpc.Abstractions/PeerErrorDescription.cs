using System.Text.Json;

namespace PeerRpc;

/// <summary>An error that a method declares.</summary>
/// <param name="Name">Its name: <see cref="PeerApplicationException.ErrorCode"/>.</param>
/// <param name="Schema">
/// The JSON Schema of its data; <see langword="null"/> where it cannot be told.
/// </param>
public sealed record PeerErrorDescription(string Name, JsonElement? Schema = null);
