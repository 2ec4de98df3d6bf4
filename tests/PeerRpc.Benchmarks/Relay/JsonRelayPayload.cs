using System.Text.Json;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>Source-generated JSON at both ends; what is compared with the product.</summary>
internal sealed class JsonRelayPayload : RelayPayload, IDisposable
{
    private readonly Utf8JsonWriter _writer = new(Stream.Null);

    /// <inheritdoc/>
    public override void Write(RelayOutput output, string text)
    {
        _writer.Reset(output);
        JsonSerializer.Serialize(_writer, text, RelayJson.Default.String);
        _writer.Flush();
    }

    /// <inheritdoc/>
    public override string Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, RelayJson.Default.String)
        ?? throw new InvalidDataException("The payload is null.");

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
