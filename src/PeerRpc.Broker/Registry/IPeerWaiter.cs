using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Registry;

/// <summary>Waits until somebody registers a peer id.</summary>
internal interface IPeerWaiter
{
    /// <summary>
    /// Its place among all that wait. The table gives it when it first waits, under its gate; who waits again has his
    /// old place. Zero at first.
    /// </summary>
    long Place { get; set; }

    /// <summary>
    /// The id has been registered; called once for each time that it waits, outside the table's gate, and after those
    /// with a lower place. Must not wait.
    /// </summary>
    /// <param name="target">Who has the id; it may have ended since.</param>
    void OnRegistered(BrokerSession target);
}
