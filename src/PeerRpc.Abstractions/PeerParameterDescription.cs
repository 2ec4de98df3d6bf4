using System.Text.Json;

namespace PeerRpc;

/// <summary>A parameter of a method that a peer serves.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What an argument looks like.</param>
/// <param name="IsOptional">Whether a call may leave it out.</param>
/// <param name="Default">
/// What it is then; <see langword="null"/> if it is null then, or not optional.
/// </param>
public sealed record PeerParameterDescription(
    string Name, PeerValueDescription Value, bool IsOptional = false, JsonElement? Default = null);
