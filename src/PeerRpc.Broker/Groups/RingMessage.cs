namespace PeerRpc.Broker.Groups;

/// <summary>A message of a group, as every member gets it.</summary>
/// <param name="number">Its number in the group.</param>
/// <param name="sender">Who sent it, and does not get it; empty for nobody that could be a member.</param>
/// <param name="encoded">The item of the members' streams: a payload with one value.</param>
internal sealed class RingMessage(long number, string sender, byte[] encoded)
{
    private RingMessage? _next;

    public long Number => number;

    public string Sender => sender;

    public byte[] Encoded => encoded;

    /// <summary>
    /// The one behind it, for members that keep up: they need no lock. Null also if the ring has dropped this one, so
    /// that nobody who holds it keeps all that came later.
    /// </summary>
    public RingMessage? Next
    {
        get => Volatile.Read(ref _next);
        set => Volatile.Write(ref _next, value);
    }
}
