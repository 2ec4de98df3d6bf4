using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace SharedText;

/// <summary>Who made an operation: one opening of a document by one process.</summary>
/// <param name="Value">A random number.</param>
/// <remarks>
/// An id names one sequence of operations. Two running documents must not share one, and an id whose operations may
/// have been lost must not be used again: another operation would get the number of one that others may have.
/// </remarks>
public readonly record struct ReplicaId(ulong Value)
{
    private const int Digits = 16;

    /// <summary>A new one. With 64 random bits a million replicas share one with a chance of 1 in 37 million.</summary>
    public static ReplicaId Create()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return new ReplicaId(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    /// <exception cref="FormatException">It is not 16 hexadecimal digits.</exception>
    public static ReplicaId Parse(string text) =>
        TryParse(text, out ReplicaId replica)
            ? replica
            : throw new FormatException($"A replica id has {Digits} hexadecimal digits.");

    /// <summary>Reads what <see cref="ToString"/> has written, or says no.</summary>
    public static bool TryParse(string? text, out ReplicaId replica)
    {
        bool read = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value)
            && text.Length == Digits;
        replica = read ? new ReplicaId(value) : default;
        return read;
    }

    /// <summary>16 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
