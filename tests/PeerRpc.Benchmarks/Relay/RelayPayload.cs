namespace PeerRpc.Benchmarks.Relay;

/// <summary>How the argument and the answer of an echo become bytes.</summary>
internal abstract class RelayPayload
{
    /// <summary>Appends the text. Called under the connection's lock, so an instance may keep a writer.</summary>
    public abstract void Write(RelayOutput output, string text);

    /// <summary>Reads a text.</summary>
    public abstract string Read(ReadOnlySpan<byte> bytes);
}
