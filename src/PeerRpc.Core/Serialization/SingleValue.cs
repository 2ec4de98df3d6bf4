using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>Payloads of one value that are made and read apart from a message.</summary>
internal static class SingleValue
{
    /// <summary>Makes a payload.</summary>
    public static byte[] Encode<T>(PeerCodec<T> codec, T value)
    {
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: false);
        arguments.Write(codec, value);
        arguments.Payload.EndPayload();
        byte[] encoded = arguments.Payload.Written.ToArray();
        ArgumentsCache.Return(arguments);
        return encoded;
    }

    /// <summary>Reads a payload.</summary>
    /// <exception cref="FormatException">It is not one of this type.</exception>
    public static T Decode<T>(PeerCodec<T> codec, ReadOnlyMemory<byte> payload)
    {
        PayloadReader reader = PayloadReaderCache.Rent();
        if (!reader.TryBegin(payload))
            throw new FormatException("The payload is malformed.");
        T value = reader.ReadValue(codec);
        reader.EnsureAllUsed();
        PayloadReaderCache.Return(reader);
        return value;
    }
}
