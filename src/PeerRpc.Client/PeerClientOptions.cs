using System.ComponentModel.DataAnnotations;
using System.Net.WebSockets;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Randomness;
using PeerRpc.Core.Transports;

namespace PeerRpc.Client;

/// <summary>How a client connects and calls. Read once, when the client is made.</summary>
public sealed class PeerClientOptions
{
    /// <summary>
    /// The broker's address: <c>ws://</c>, <c>wss://</c>, <c>tcp://host:port</c> or <c>unix:///path</c>. Set by
    /// <see cref="PeerClient.ConnectAsync(string, Action{PeerClientOptions}?, CancellationToken)"/>; required with
    /// <c>AddPeerClient</c>.
    /// </summary>
    [Required]
    public Uri? Address { get; set; }

    /// <summary>
    /// Where else the broker can be reached; none by default. An attempt that fails is followed by one at the next
    /// address.
    /// </summary>
    public IList<Uri> FallbackAddresses { get; } = [];

    /// <summary>
    /// The span within which a client that has lost its connection tries the first time to get another one, at a random
    /// moment; 250 ms by default. It grows fivefold with every attempt that fails.
    /// </summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How far <see cref="ReconnectDelay"/> grows; 6 s by default. After a long outage that is how long the return of
    /// all clients takes: with very many of them, a larger span makes it gentler.
    /// </summary>
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// For how long a client tries to get another connection; <see cref="Timeout.InfiniteTimeSpan"/>, for ever, by
    /// default. With zero it tries once. Then <see cref="PeerClient.Closed"/> completes.
    /// </summary>
    public TimeSpan GiveUpAfter { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Gets the token that proves who this client is, each time it connects; <see langword="null"/> (the default) for
    /// an anonymous client.
    /// </summary>
    public Func<CancellationToken, ValueTask<string?>>? AccessToken { get; set; }

    /// <summary>
    /// The peer ids that the client registers as soon as it is connected, and keeps: none by default. One that somebody
    /// else has, or that is lost, is tried again after random times of up to 250 ms, growing to 30 s, until it is given
    /// up with <see cref="PeerClient.UnregisterPeerAsync"/> or the client is disposed. <see
    /// cref="PeerClient.RegistrationChanges"/> tells what becomes of them. Others can be registered later with <see
    /// cref="PeerClient.RegisterAsPeerAsync"/>.
    /// </summary>
    public IList<string> PeerIds { get; } = [];

    /// <summary>How long connecting may take, with the handshake; 10 s by default.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a call may take where nothing else is said; 60 s by default, <see cref="Timeout.InfiniteTimeSpan"/>
    /// for no deadline. A call made while serving one never takes longer than that one may.
    /// </summary>
    public TimeSpan DefaultDeadline { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Source-generated JSON metadata of the types in your contracts. Needed where reflection is off (trimming, AOT),
    /// faster everywhere.
    /// </summary>
    public IList<IJsonTypeInfoResolver> JsonContexts { get; } = [];

    /// <summary>What runs around every call that this client makes, in this order.</summary>
    public IList<IOutgoingCallFilter> OutgoingFilters { get; } = [];

    /// <summary>What runs around every call that this client serves, in this order.</summary>
    public IList<IIncomingCallFilter> IncomingFilters { get; } = [];

    /// <summary>
    /// Whether others may ask this client what it serves, and so call it without its contracts; on by default. Who may
    /// not call it may not ask.
    /// </summary>
    public bool DescribesItself { get; set; } = true;

    /// <summary>The largest message that is accepted from a peer, in bytes; 4 MiB by default.</summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// The bytes of large messages that one peer may have under way to this client; 16 MiB by default. At least
    /// <see cref="MaxMessageBytes"/>.
    /// </summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int ReassemblyBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How many calls of one peer this client serves at a time; 1,024 by default.</summary>
    [Range(1, 1024 * 1024)]
    public int MaxCallsPerLink { get; set; } = 1024;

    /// <summary>
    /// How many streams, progresses and live objects of one peer may be open at a time, per direction; 256 by default.
    /// The smaller one of both sides' limits counts. Further calls that carry one fail with
    /// <see cref="PeerErrorCode.ResourceExhausted"/>.
    /// </summary>
    [Range(1, 1024 * 1024)]
    public int MaxStreamsPerLink { get; set; } = 256;

    /// <summary>
    /// How many bytes of a stream its producer may be ahead of this client's reader; 256 KiB by default. A stream that
    /// is not read at all costs 64 KiB.
    /// </summary>
    [Range(64 * 1024, 1024 * 1024 * 1024)]
    public int StreamWindowBytes { get; set; } = 256 * 1024;

    /// <summary>
    /// How many items of an observable of this client may wait to be sent to one reader, where no
    /// <see cref="StreamOptionsAttribute"/> says so; 256 by default.
    /// </summary>
    [Range(1, 1024 * 1024)]
    public int StreamBuffer { get; set; } = 256;

    /// <summary>
    /// What happens when they all wait, where no <see cref="StreamOptionsAttribute"/> says so;
    /// <see cref="StreamOverflow.Fail"/> by default, and <see cref="StreamOverflow.Default"/> means the same.
    /// </summary>
    public StreamOverflow StreamOverflow { get; set; } = StreamOverflow.Fail;

    /// <summary>
    /// How many calls to one peer may wait for their turn; 65,536 by default. Further ones fail with
    /// <see cref="PeerErrorCode.ResourceExhausted"/>.
    /// </summary>
    [Range(1, 16 * 1024 * 1024)]
    public int MaxWaitingCalls { get; set; } = 64 * 1024;

    /// <summary>The bytes that the calls to one peer may take up while they wait; 64 MiB by default.</summary>
    [Range(64 * 1024, long.MaxValue)]
    public long MaxWaitingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// The bytes that all links of this client may keep until the other side has acknowledged them; 256 MiB by default.
    /// </summary>
    [Range(1024 * 1024, long.MaxValue)]
    public long ReplayBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>
    /// How often the client tells its broker what it has done (<see cref="PeerClient.GetStatistics"/>);
    /// <see cref="Timeout.InfiniteTimeSpan"/>, never, by default. Where nothing has happened, nothing is sent; a client
    /// that is disposed tells the rest.
    /// </summary>
    public TimeSpan StatisticsInterval { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>How ways to the broker are opened; tried in this order before the built-in ones.</summary>
    public IList<IPeerConnector> Connectors { get; } = [];

    /// <summary>Changes the WebSocket's settings before it connects: certificates, proxy, headers.</summary>
    public Action<ClientWebSocketOptions>? ConfigureWebSocket { get; set; }

    /// <summary>Where the client logs; nowhere by default.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Runs what must not run where it arises; set by a simulation.</summary>
    internal WorkScheduler Work { get; set; } = WorkScheduler.Pool;

    /// <summary>Where ids, keys and delays come from; set by a simulation.</summary>
    internal RandomSource Random { get; set; } = RandomSource.Secure;
}
