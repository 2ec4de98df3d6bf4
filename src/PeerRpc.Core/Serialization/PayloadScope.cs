using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>Tells converters, which the JSON serializer calls without it, the payload of the value at hand.</summary>
/// <remarks>
/// A converter is given nothing but the JSON writer or reader and the options, and both are shared; writing and
/// reading one value is synchronous, so the thread is the one thing that identifies it. Scopes nest, because a
/// converter may write or read another value on its way: leaving restores the outer payload.
/// </remarks>
internal readonly ref struct PayloadScope : IDisposable
{
    [ThreadStatic]
    private static PayloadWriter? _writer;

    [ThreadStatic]
    private static PayloadReader? _reader;

    private readonly PayloadWriter? _outerWriter;
    private readonly PayloadReader? _outerReader;

    private PayloadScope(PayloadWriter? writer, PayloadReader? reader)
    {
        _outerWriter = _writer;
        _outerReader = _reader;
        _writer = writer;
        _reader = reader;
    }

    /// <summary>The payload that this thread is writing a value to.</summary>
    /// <exception cref="InvalidOperationException">A converter was called outside of a codec.</exception>
    internal static PayloadWriter Writer => _writer ?? throw Outside();

    /// <summary>The payload that this thread is reading a value of.</summary>
    /// <exception cref="InvalidOperationException">A converter was called outside of a codec.</exception>
    internal static PayloadReader Reader => _reader ?? throw Outside();

    public void Dispose()
    {
        _writer = _outerWriter;
        _reader = _outerReader;
    }

    internal static PayloadScope Write(PayloadWriter payload) => new(payload, null);

    internal static PayloadScope Read(PayloadReader payload) => new(null, payload);

    private static InvalidOperationException Outside() =>
        new("Byte buffers are written and read only by a codec of JsonPeerSerializer, on the codec's own thread.");
}
