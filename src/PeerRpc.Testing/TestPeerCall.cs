using System.Security.Claims;

namespace PeerRpc.Testing;

/// <summary>
/// A call that a test makes up, to give it to a controller's method or to code that asks for the current call.
/// </summary>
/// <param name="callerId">The id under which the caller calls; <see langword="null"/> if it has none.</param>
/// <param name="targetId">The peer id that is called; empty for the broker.</param>
/// <param name="controller">The path of the controller.</param>
/// <param name="method">The name of the method on the wire.</param>
/// <example><code>
/// var call = new TestPeerCall("alice").WithClaims(new Claim("role", "moderator"));
/// await chat.SendMessage(message, call);
/// using (call.Enter()) await chat.SendMessage(message);
/// </code></example>
public sealed class TestPeerCall(
    string? callerId = "caller", string targetId = "callee", string controller = "/test", string method = "Test")
    : PeerCall
{
    private ClaimsPrincipal _caller = new(new ClaimsIdentity());
    private DateTimeOffset? _deadline;
    private CancellationToken _cancellationToken;
    private string _correlationId = "test";
    private string? _group;

    /// <inheritdoc/>
    public override string? CallerId => callerId;

    /// <inheritdoc/>
    public override ClaimsPrincipal Caller => _caller;

    /// <inheritdoc/>
    public override string TargetId => targetId;

    /// <inheritdoc/>
    public override string? Group => _group;

    /// <inheritdoc/>
    public override string Controller => controller;

    /// <inheritdoc/>
    public override string Method => method;

    /// <inheritdoc/>
    public override DateTimeOffset? Deadline => _deadline;

    /// <inheritdoc/>
    public override CancellationToken CancellationToken => _cancellationToken;

    /// <inheritdoc/>
    public override string CorrelationId => _correlationId;

    /// <summary>Makes the caller an authenticated one with these claims; without this it is anonymous.</summary>
    /// <param name="claims">The claims.</param>
    /// <returns>This call.</returns>
    public TestPeerCall WithClaims(params Claim[] claims)
    {
        _caller = new ClaimsPrincipal(new ClaimsIdentity(claims, authenticationType: "Test"));
        return this;
    }

    /// <summary>Sets by which group the call came; without this it came by none.</summary>
    /// <param name="group">The group's name.</param>
    /// <returns>This call.</returns>
    public TestPeerCall WithGroup(string group)
    {
        _group = group;
        return this;
    }

    /// <summary>Sets when the caller stops waiting; without this it never does. Nothing fires by itself.</summary>
    /// <param name="deadline">The moment.</param>
    /// <returns>This call.</returns>
    public TestPeerCall WithDeadline(DateTimeOffset deadline)
    {
        _deadline = deadline;
        return this;
    }

    /// <summary>Sets the token that tells the method to stop.</summary>
    /// <param name="cancellationToken">The token.</param>
    /// <returns>This call.</returns>
    public TestPeerCall WithCancellation(CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        return this;
    }

    /// <summary>Sets the name of the call in logs; <c>test</c> without this.</summary>
    /// <param name="correlationId">The name.</param>
    /// <returns>This call.</returns>
    public TestPeerCall WithCorrelationId(string correlationId)
    {
        _correlationId = correlationId;
        return this;
    }

    /// <summary>Makes this <see cref="PeerCall.Current"/> for the current asynchronous flow.</summary>
    /// <returns>Restores what was current before, when disposed in the same flow.</returns>
    public IDisposable Enter()
    {
        var entered = new Entered(Current);
        Current = this;
        return entered;
    }

    private sealed class Entered(PeerCall? before) : IDisposable
    {
        public void Dispose() => Current = before;
    }
}
