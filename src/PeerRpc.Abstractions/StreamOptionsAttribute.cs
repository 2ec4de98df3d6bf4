namespace PeerRpc;

/// <summary>
/// Says what happens when an observable produces faster than its reader takes: on a contract method for its result, on
/// a parameter for that argument, on an interface for all of its methods.
/// </summary>
/// <remarks>
/// It matters for <c>IObservable&lt;T&gt;</c>, whose source cannot be asked to wait. An
/// <c>IAsyncEnumerable&lt;T&gt;</c> or a <c>Stream</c> is simply not read further until its reader has room.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.Interface)]
public sealed class StreamOptionsAttribute : Attribute
{
    /// <summary>
    /// How many items may wait to be sent, at least 1; 0, the default, for what the options of the client or the broker
    /// say.
    /// </summary>
    public int Buffer { get; set; }

    /// <summary>What happens to the item that finds them all waiting.</summary>
    public StreamOverflow Overflow { get; set; }
}
