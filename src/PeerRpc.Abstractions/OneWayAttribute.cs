namespace PeerRpc;

/// <summary>
/// Makes a method that returns <see cref="Task"/> or <see cref="ValueTask"/> one-way: the task completes when the call
/// has been accepted into the link's window, and the outcome of the call is never reported.
/// </summary>
/// <remarks>Prefer it to a <see langword="void"/> method: it waits for room instead of throwing.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class OneWayAttribute : Attribute;
