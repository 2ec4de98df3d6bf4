using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Dynamic;
using PeerRpc.Core.Endpoints;

namespace PeerRpc.Client;

/// <summary>
/// A peer as this client sees it; getting one sends nothing. It never changes and may be used from any thread.
/// </summary>
public sealed class RemotePeer : IOutgoingCallSource
{
    private readonly PeerClient _client;
    private readonly OutgoingLinks _links;
    private readonly RemoteCallSettings _settings;
    private readonly string? _callerId;
    private volatile KnownLink? _known;

    internal RemotePeer(
        PeerClient client, OutgoingLinks links, string id, RemoteCallSettings settings, string? callerId = null)
    {
        _client = client;
        _links = links;
        _settings = settings;
        _callerId = callerId;
        Id = id;
    }

    /// <summary>The peer's id; empty for the broker.</summary>
    public string Id { get; }

    string IOutgoingCallSource.TargetId => Id;

    /// <summary>
    /// Gets a proxy of a controller, at the path that its contract names. The first call opens the link.
    /// </summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <returns>The proxy, usable from any thread for as long as the client lives.</returns>
    /// <exception cref="InvalidOperationException">The contract has no generated code.</exception>
    /// <exception cref="NotSupportedException">The serializer cannot carry one of the contract's types.</exception>
    public TContract Controller<TContract>()
        where TContract : class =>
        Controller<TContract>(PeerContracts.Get<TContract>().Path);

    /// <summary>Gets a proxy of a controller at another path than its contract names.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="path">The path.</param>
    /// <returns>The proxy, usable from any thread for as long as the client lives.</returns>
    /// <exception cref="InvalidOperationException">The contract has no generated code.</exception>
    /// <exception cref="NotSupportedException">The serializer cannot carry one of the contract's types.</exception>
    public TContract Controller<TContract>(string path)
        where TContract : class =>
        PeerContracts.Get<TContract>().CreateProxy(new RemoteInvoker(this, new CallAddress(path), _settings));

    /// <summary>The same peer with another deadline for every call.</summary>
    /// <param name="deadline">
    /// How long a call may take; <see cref="Timeout.InfiniteTimeSpan"/> for no deadline.
    /// </param>
    /// <returns>A new object; proxies that exist keep their deadline.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or zero.</exception>
    public RemotePeer WithDeadline(TimeSpan deadline)
    {
        if (deadline != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
        RemoteCallSettings settings = _settings with { Deadline = deadline, IsOwnDeadline = true };
        return new RemotePeer(_client, _links, Id, settings, _callerId);
    }

    /// <summary>The same peer, whose calls wait for it if it is not there.</summary>
    /// <returns>A new object; proxies that exist do not wait.</returns>
    /// <remarks>
    /// Such a call begins as soon as the peer has registered, and no later than its deadline, at which it fails as any
    /// other (<see cref="PeerErrorCode.DeadlineExceeded"/>, not executed); without a deadline, as for streams, it waits
    /// until it is cancelled. A peer that this client may not call looks as one that is not there, and is waited for as
    /// well. Calls that do not wait still hear at once that it is not there (<see cref="PeerErrorCode.PeerNotFound"/>).
    /// </remarks>
    public RemotePeer WaitForPeer() =>
        new(_client, _links, Id, _settings with { WaitsForPeer = true }, _callerId);

    /// <summary>The same peer, called under another of this client's own ids.</summary>
    /// <param name="peerId">An id that this client has registered; by default calls use the first one.</param>
    /// <returns>A new object.</returns>
    /// <exception cref="ArgumentException">It is not a peer id.</exception>
    public RemotePeer CalledAs(string peerId)
    {
        PeerIdSyntax.Check(peerId);
        return new RemotePeer(_client, _links, Id, _settings, peerId);
    }

    /// <summary>
    /// Asks the peer what it serves: its controllers with their methods, and JSON Schemas of what they carry.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The controllers, by their paths. Of the broker those that its policies let this client call.</returns>
    /// <exception cref="PeerRpcException">
    /// The call failed; with <see cref="PeerErrorCode.ControllerNotFound"/> the peer does not describe itself.
    /// </exception>
    public async Task<IReadOnlyList<PeerControllerDescription>> DescribeAsync(
        CancellationToken cancellationToken = default) =>
        await Dynamic.DescribeAsync(null, cancellationToken).ConfigureAwait(false);

    /// <summary>Calls a method without its contract.</summary>
    /// <remarks>
    /// The peer is asked once for a description of the controller; so a call that does not fit fails before anything is
    /// sent, with <see cref="PeerErrorCode.InvalidArgument"/>, <see cref="PeerErrorCode.ControllerNotFound"/> or <see
    /// cref="PeerErrorCode.MethodNotFound"/>. For all else the call is like one through a proxy: deadline, filters, and
    /// how it fails; an error that the method declares is a <see cref="PeerApplicationException"/>.
    /// </remarks>
    /// <param name="controller">The path of the controller.</param>
    /// <param name="method">The method's name on the wire.</param>
    /// <param name="arguments">
    /// An array with the arguments in their order, or an object with them by their names; what is optional may be left
    /// out. Without it there are none. Byte buffers are texts in base64.
    /// </param>
    /// <param name="cancellationToken">Cancels the call here and at the callee.</param>
    /// <returns>
    /// The result, with byte buffers as texts in base64; <see langword="null"/> if the method has none.
    /// </returns>
    /// <exception cref="PeerRpcException">The call failed.</exception>
    /// <exception cref="NotSupportedException">
    /// The method returns a stream or a live object, or needs one as an argument; nothing was sent.
    /// </exception>
    public Task<JsonElement?> InvokeAsync(
        string controller, string method, JsonElement arguments = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(controller);
        ArgumentException.ThrowIfNullOrEmpty(method);
        return Dynamic.InvokeAsync(controller, method, arguments, cancellationToken);
    }

    /// <summary>Calls a method that returns a stream of values, without its contract.</summary>
    /// <param name="controller">The path of the controller.</param>
    /// <param name="method">The method's name on the wire.</param>
    /// <param name="arguments">As for <see cref="InvokeAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the call and the stream.</param>
    /// <returns>The items. Enumerating them is the call.</returns>
    /// <exception cref="PeerRpcException">The call or the stream failed.</exception>
    /// <exception cref="NotSupportedException">
    /// The method returns something else, or needs an argument that is no value; nothing was sent.
    /// </exception>
    public IAsyncEnumerable<JsonElement> InvokeStreamAsync(
        string controller, string method, JsonElement arguments = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(controller);
        ArgumentException.ThrowIfNullOrEmpty(method);
        return Dynamic.InvokeStreamAsync(controller, method, arguments, cancellationToken);
    }

    private DynamicCalls Dynamic => new(this, _settings);

    OutgoingCalls IOutgoingCallSource.GetCalls()
    {
        // The broker knows its clients by their connection; an id would make a link of its own for each.
        string callerId = Id.Length == 0 ? "" : _callerId ?? _client.DefaultPeerId;
        if (_known is { } known && known.CallerId == callerId && known.TryGetCalls(out OutgoingCalls? calls)
            && (_settings.WaitsForPeer || !calls.AwaitsPeer))
            return calls;
        calls = _links.GetCalls(callerId, Id, _settings.WaitsForPeer);
        _known = new KnownLink(callerId, new WeakReference<OutgoingCalls>(calls));
        return calls;
    }

    // Looking it up costs a lock and the hash of two names, a tenth of what a call costs here. Weakly: those who do not
    // call any more must not keep a link that has ended.
    private sealed record KnownLink(string CallerId, WeakReference<OutgoingCalls> Calls)
    {
        public bool TryGetCalls([NotNullWhen(true)] out OutgoingCalls? calls) =>
            Calls.TryGetTarget(out calls) && !calls.HasEnded;
    }
}
