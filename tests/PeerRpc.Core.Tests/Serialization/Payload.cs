using PeerRpc.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Serialization;

/// <summary>Builds and reads whole payloads, as calls do.</summary>
internal static class Payload
{
    internal static byte[] Write<T>(PeerSerializer serializer, T value)
    {
        var writer = new PayloadWriter();
        writer.BeginPayload();
        writer.WriteValue(serializer.GetCodec<T>(), value);
        writer.EndPayload();
        return writer.Written.ToArray();
    }

    internal static T Read<T>(PeerSerializer serializer, ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader();
        if (!reader.TryBegin(payload))
            throw new FormatException("The bytes are no payload.");
        T value = reader.ReadValue(serializer.GetCodec<T>());
        reader.EnsureAllUsed();
        return value;
    }

    internal static T RoundTrip<T>(PeerSerializer serializer, T value) => Read<T>(serializer, Write(serializer, value));

    /// <summary>A payload of one value that another implementation may have written.</summary>
    internal static byte[] Forge(ReadOnlySpan<byte> json, params byte[][] segments)
    {
        var writer = new PayloadWriter();
        writer.BeginPayload();
        writer.WriteValue(new VerbatimCodec(), json.ToArray());
        foreach (byte[] segment in segments)
            writer.AddSegment(segment);
        writer.EndPayload();
        return writer.Written.ToArray();
    }

    /// <summary>The first value as it stands in a payload.</summary>
    internal static byte[] FirstValue(byte[] payload)
    {
        var reader = new PayloadReader();
        Assert.True(reader.TryBegin(payload));
        return reader.ReadValue(new VerbatimCodec());
    }
}
