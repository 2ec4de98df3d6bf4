namespace PeerRpc;

/// <summary>Gives a contract method its name on the wire, where the C# name without <c>Async</c> will not do.</summary>
/// <remarks>Overloads need it, because names on the wire are unique within a contract.</remarks>
/// <param name="name">The name on the wire; 1 to 128 bytes of UTF-8.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PeerMethodAttribute(string name) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;
}
