namespace PeerRpc.Core.Connections;

/// <summary>Reads on when the work is done that what it has read gave rise to.</summary>
internal interface IReader
{
    /// <summary>Begins to read, or goes on. Whoever calls it reads alone.</summary>
    void Read();
}
