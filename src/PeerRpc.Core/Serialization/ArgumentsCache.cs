using PeerRpc.CodeGeneration;

namespace PeerRpc.Core.Serialization;

/// <summary>
/// One set of buffers for arguments and results per thread. Whoever begins a message takes it, and gives it back when
/// the message has been sent; if a codec throws in between, it is simply lost and another one is made.
/// </summary>
internal static class ArgumentsCache
{
    [ThreadStatic]
    private static PeerArguments? _cached;

    public static PeerArguments Rent()
    {
        PeerArguments arguments = _cached ?? new PeerArguments();
        _cached = null;
        return arguments;
    }

    public static void Return(PeerArguments arguments)
    {
        arguments.Reset();
        _cached = arguments;
    }
}
