namespace PeerRpc;

/// <summary>
/// Declares an error that a method, or every method of a contract, may report to its caller with typed data.
/// </summary>
/// <remarks>
/// The callee throws <c>new PeerApplicationException&lt;TDetail&gt;(detail)</c>; the caller catches the same type. An
/// exception that is not declared reaches the caller as <see cref="PeerErrorCode.Internal"/> without its text.
/// </remarks>
/// <typeparam name="TDetail">The data that travels with the error; any serializable type.</typeparam>
/// <param name="code">The name of the error on the wire, for example <c>"chat.muted"</c>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class ApplicationErrorAttribute<TDetail>(string code) : Attribute
{
    /// <summary>The name of the error on the wire.</summary>
    public string Code { get; } = code;
}
