using System.Buffers;
using System.Text.Json;

namespace PeerRpc.Core.Serialization;

/// <summary>Lends this thread's JSON writer for one value.</summary>
/// <remarks>
/// A writer is needed for no longer than one value, during which the thread does nothing else; one per thread costs
/// no lock and no allocation per value. If a converter writes another value
/// meanwhile, the writer is in use and the inner value gets one of its own. The idle writer still refers to its last
/// payload writer, though not to memory of it: one small object per thread.
/// </remarks>
internal readonly ref struct JsonWriterLease : IDisposable
{
    // Null while it is lent.
    [ThreadStatic]
    private static Utf8JsonWriter? _idle;

    private JsonWriterLease(Utf8JsonWriter writer) => Writer = writer;

    internal Utf8JsonWriter Writer { get; }

    public void Dispose()
    {
        // After a failure the writer holds half a value, which must not reach the next one.
        Writer.Reset();
        _idle = Writer;
    }

    internal static JsonWriterLease Take(IBufferWriter<byte> output)
    {
        Utf8JsonWriter? writer = _idle;
        if (writer is null)
            return new JsonWriterLease(new Utf8JsonWriter(output, JsonRules.WriterOptions));
        _idle = null;
        writer.Reset(output);
        return new JsonWriterLease(writer);
    }
}
