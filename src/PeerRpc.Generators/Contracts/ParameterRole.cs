namespace PeerRpc.Generators.Contracts;

internal enum ParameterRole
{
    /// <summary>It travels on the wire.</summary>
    Argument,

    /// <summary>The cancellation token.</summary>
    Token,

    /// <summary>The <c>PeerCall</c>, which only the callee's side knows.</summary>
    Call,
}
