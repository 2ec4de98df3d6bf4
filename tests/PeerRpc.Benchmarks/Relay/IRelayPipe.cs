namespace PeerRpc.Benchmarks.Relay;

/// <summary>A duplex byte pipe. One reader and one writer at a time; message boundaries carry no meaning.</summary>
internal interface IRelayPipe : IDisposable
{
    /// <summary>Reads what is there, at least one byte; 0 at the end.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer);

    /// <summary>Writes all of it.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes);
}
