using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>One reader per thread: reading a message is synchronous, and a reader holds a list worth keeping.</summary>
internal static class PayloadReaderCache
{
    [ThreadStatic]
    private static PayloadReader? _cached;

    public static PayloadReader Rent()
    {
        PayloadReader reader = _cached ?? new PayloadReader();
        _cached = null;
        return reader;
    }

    public static void Return(PayloadReader reader)
    {
        reader.End();
        _cached = reader;
    }
}
