using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text.Json.Serialization.Metadata;

namespace PeerRpc.Broker;

/// <summary>The broker's settings; checked when the host starts.</summary>
public sealed class PeerBrokerOptions
{
    private const string Millisecond = "00:00:00.001";
    private const string Hour = "01:00:00";

    /// <summary>
    /// Whether everything is allowed to everybody as long as no <see cref="PeerPolicy"/> has been added. Default: no,
    /// so that without a policy nothing is allowed at all. Where there are policies, they alone decide.
    /// </summary>
    public bool AllowAnonymousPeers { get; set; }

    /// <summary>
    /// How long a new connection has for its handshake, authentication included. Default: 5 s. Zero is refused.
    /// </summary>
    [Range(typeof(TimeSpan), Millisecond, Hour)]
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A client is pinged after this much silence. Default: 10 s. Zero is refused.</summary>
    [Range(typeof(TimeSpan), Millisecond, Hour)]
    public TimeSpan PingAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A connection is closed after this much silence, or when its client has taken nothing for this long of what waits
    /// for it. Default: 25 s. Must be longer than <see cref="PingAfter"/>.
    /// </summary>
    [Range(typeof(TimeSpan), Millisecond, Hour)]
    public TimeSpan DeadAfter { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// How many routes a client may have open at a time, those being opened included. Default: 1024. Zero is refused.
    /// </summary>
    [Range(1, 65_536)]
    public int MaxRoutesPerConnection { get; set; } = 1024;

    /// <summary>
    /// How many routes may lead to one client at a time. Default: 16384. Zero is refused; the next one gets
    /// <see cref="PeerErrorCode.ResourceExhausted"/>.
    /// </summary>
    [Range(1, 1_048_576)]
    public int MaxIncomingRoutesPerConnection { get; set; } = 16 * 1024;

    /// <summary>
    /// How many bytes of routes may wait to be sent to one client; above it, the routes with the most bytes are closed,
    /// to be resumed by their links. Default: 8 MiB. At least 256 KiB.
    /// </summary>
    [Range(256 * 1024, 1024 * 1024 * 1024)]
    public int MaxQueueBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>How many peer ids a client may register. Default: 16. With zero nobody can register.</summary>
    [Range(0, 65_536)]
    public int MaxPeerIdsPerClient { get; set; } = 16;

    /// <summary>
    /// How many connections one authenticated principal may have; those of anonymous clients are not counted. Default:
    /// 16. Zero is refused.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxConnectionsPerPrincipal { get; set; } = 16;

    /// <summary>How many connections may be within their handshake at a time. Default: 1024. Zero is refused.</summary>
    [Range(1, int.MaxValue)]
    public int MaxUnauthenticatedConnections { get; set; } = 1024;

    /// <summary>
    /// How many connections of one network address may be within their handshake at a time. Default: 16. Zero is
    /// refused. Raise it where a reverse proxy hides the clients' addresses.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxUnauthenticatedConnectionsPerAddress { get; set; } = 16;

    /// <summary>How long all policies together have for one verdict. Default: 2 s. Zero is refused.</summary>
    [Range(typeof(TimeSpan), Millisecond, Hour)]
    public TimeSpan PolicyTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long clients have to come back after they lost their connection; told to them in the handshake. So long
    /// their peer ids are kept for them, and routes to peers that are not there may wait. Default: 30 s. With zero,
    /// links do not outlive a connection, nothing is kept, and nothing waits.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", Hour)]
    public TimeSpan ResumeWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many peer ids are kept at a time for clients that lost their connection; above it, the oldest go first.
    /// Default: 65536. With zero none are kept.
    /// </summary>
    [Range(0, 16_777_216)]
    public int MaxReservedPeerIds { get; set; } = 65_536;

    /// <summary>
    /// How long a client may be silent, after it was pinged, before another process of the same principal gets its
    /// peer id. Default: 2 s. Zero is refused.
    /// </summary>
    [Range(typeof(TimeSpan), Millisecond, Hour)]
    public TimeSpan IncumbentTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long clients are still served once the host stops. Default: 10 s. With zero they are told to go at once.
    /// Keep it below the host's own shutdown timeout.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", Hour)]
    public TimeSpan DrainGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The types of the claims of a caller that a callee gets to see. Default: name identifier, name and role, and
    /// their short names in JSON web tokens: <c>sub</c>, <c>name</c> and <c>role</c>. Empty: none.
    /// </summary>
    [Required]
    public IList<string> StampedClaimTypes { get; set; } =
        [ClaimTypes.NameIdentifier, ClaimTypes.Name, ClaimTypes.Role, "sub", "name", "role"];

    /// <summary>
    /// The types of the claims of a peer that the directory shows to everybody who may see the peer; of
    /// <see cref="StampedClaimTypes"/> only. Default: the name, as <see cref="ClaimTypes.Name"/> or <c>name</c>. Empty:
    /// none.
    /// </summary>
    [Required]
    public IList<string> DirectoryClaimTypes { get; set; } = [ClaimTypes.Name, "name"];

    /// <summary>
    /// How many lists and watches of the directory, and of the members of groups, a client may have running at a time.
    /// One that is not read costs the broker up to 40 bytes for each peer that there is. Default: 256. With zero
    /// clients cannot list or watch peers.
    /// </summary>
    [Range(0, 65_536)]
    public int MaxDirectoryViews { get; set; } = 256;

    /// <summary>
    /// How many groups a peer id may be a member of at a time. Default: 128. With zero nobody can join one. A client
    /// sends to as many others without being asked about again.
    /// </summary>
    [Range(0, 65_536)]
    public int MaxGroupsPerPeer { get; set; } = 128;

    /// <summary>
    /// How many groups there may be: those with members, or whose members are watched. Default: 65536. With zero there
    /// are none.
    /// </summary>
    [Range(0, 16_777_216)]
    public int MaxGroups { get; set; } = 64 * 1024;

    /// <summary>How many members a group may have, those on their way back included. Default: 16384.</summary>
    [Range(1, 1_048_576)]
    public int MaxMembersPerGroup { get; set; } = 16 * 1024;

    /// <summary>How long the name of a group may be, in bytes of UTF-8. Default: 128, the longest.</summary>
    [Range(1, 128)]
    public int MaxGroupNameLength { get; set; } = 128;

    /// <summary>
    /// How large a message to a group may be: its arguments in bytes. Default: 64 KiB. A larger one gets
    /// <see cref="PeerErrorCode.ResourceExhausted"/>.
    /// </summary>
    [Range(1024, 1024 * 1024)]
    public int MaxGroupMessageBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// How many of the last messages of a group are kept for members that are slow or on their way back. Default: 1024.
    /// </summary>
    [Range(1, 1_048_576)]
    public int GroupRingMessages { get; set; } = 1024;

    /// <summary>
    /// How many bytes of them; the last message is kept in any case. Default: 4 MiB. With zero only that is.
    /// </summary>
    [Range(0, 1024 * 1024 * 1024)]
    public int GroupRingBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// How many bytes of messages all groups together keep; beyond it the groups that keep most forget older ones.
    /// Default: 256 MiB. With zero each group keeps its last message.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long GroupBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>
    /// What becomes of a member that is further behind than messages are kept. Default:
    /// <see cref="PeerGroupOverflow.DropOldest"/>.
    /// </summary>
    public PeerGroupOverflow GroupOverflow { get; set; }

    /// <summary>
    /// Origins, for example <c>https://app.example.com</c>, whose web pages may connect besides those of the broker's
    /// own host; <c>*</c> stands for all. Default: none besides the broker's own host. Clients that are not browsers
    /// send no origin and are not concerned.
    /// </summary>
    [Required]
    public IList<string> AllowedOrigins { get; set; } = [];

    /// <summary>
    /// The authentication scheme that checks a token which a client sends in a frame. Default: <see langword="null"/>,
    /// the application's default scheme. Clients that connect by WebSocket may send it in the request's header instead.
    /// </summary>
    public string? AuthenticationScheme { get; set; }

    /// <summary>
    /// Whether clients may ask the broker which of its own controllers they may call, and so call them without their
    /// contracts. Default: yes.
    /// </summary>
    public bool DescribesItself { get; set; } = true;

    /// <summary>Source-generated JSON metadata of the types in the contracts of the broker's own controllers.</summary>
    public IList<IJsonTypeInfoResolver> JsonContexts { get; } = [];

    /// <summary>
    /// What runs around every call of the broker's own controllers, in this order, behind the policies.
    /// </summary>
    public IList<IIncomingCallFilter> IncomingFilters { get; } = [];
}
