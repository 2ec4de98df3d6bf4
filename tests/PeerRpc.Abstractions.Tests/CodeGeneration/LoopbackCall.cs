using System.Security.Claims;
using PeerRpc.CodeGeneration;

namespace PeerRpc.Tests.CodeGeneration;

internal sealed class LoopbackCall(PeerMethod method, CancellationToken cancellationToken) : PeerCall
{
    public override string? CallerId => "alice";

    public override ClaimsPrincipal Caller { get; } = new();

    public override string TargetId => "bob";

    public override string Controller => "/loopback";

    public override string Method => method.Name;

    public override DateTimeOffset? Deadline => null;

    public override CancellationToken CancellationToken => cancellationToken;

    public override string CorrelationId => "";
}
