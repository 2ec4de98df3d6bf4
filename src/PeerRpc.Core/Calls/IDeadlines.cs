namespace PeerRpc.Core.Calls;

/// <summary>Has calls with deadlines.</summary>
internal interface IDeadlines
{
    /// <summary>Ends what has expired by the given moment. Not under the link's gate.</summary>
    /// <returns>The next deadline; <see cref="long.MaxValue"/> for none.</returns>
    long OnDeadline(long now);
}
