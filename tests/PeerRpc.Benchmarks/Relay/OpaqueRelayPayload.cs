using System.Text;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>
/// Sixteen bytes that nobody parses: what is left when serialization costs nothing. One per connection.
/// </summary>
internal sealed class OpaqueRelayPayload : RelayPayload
{
    private string _text = "";
    private byte[] _bytes = [];

    /// <inheritdoc/>
    public override void Write(RelayOutput output, string text)
    {
        Remember(text);
        output.Append(_bytes);
    }

    /// <inheritdoc/>
    public override string Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.SequenceEqual(_bytes)) Remember(Encoding.UTF8.GetString(bytes));
        return _text;
    }

    // Every call of a run carries the same text, so both directions come down to a comparison and a copy.
    private void Remember(string text)
    {
        if (ReferenceEquals(text, _text)) return;
        _text = text;
        _bytes = Encoding.UTF8.GetBytes(text);
    }
}
