using System.Security.Claims;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Principals;

/// <summary>What came of checking a token: one of the two.</summary>
/// <param name="Principal">Who it stands for.</param>
/// <param name="Refusal">Why it is not accepted.</param>
internal readonly record struct TokenOutcome(ClaimsPrincipal? Principal, GoodbyeFrame? Refusal);
