using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Crowds;

/// <summary>One connected client.</summary>
internal interface ICrowdPeer : IAsyncDisposable
{
    /// <summary>The way to another client of the same crowd; it needs no disposal of its own.</summary>
    /// <exception cref="NotSupportedException">The clients of this system cannot call one another.</exception>
    IEchoCaller To(string name);

    /// <summary>Joins the one group of the crowd.</summary>
    /// <param name="received">Told of each message of others.</param>
    /// <exception cref="NotSupportedException">This system has no groups.</exception>
    Task JoinGroupAsync(Action received);

    /// <summary>Tells all members of the group; done when the broker has it, or the socket.</summary>
    /// <exception cref="NotSupportedException">This system has no groups.</exception>
    Task TellGroupAsync(string text);
}
