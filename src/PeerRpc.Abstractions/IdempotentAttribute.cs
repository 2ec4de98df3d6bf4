namespace PeerRpc;

/// <summary>
/// Promises that running a method twice is as good as once, so that a call which may or may not have run can be made
/// again: when its peer is gone or its connection lost, and when it was refused for a reason that passes.
/// </summary>
/// <remarks>
/// A call is made at most three times in all, after short random waits and within its deadline. When none succeeds, the
/// caller gets the first error that says the call may have run, or else the last one. Not for methods that are one-way
/// or carry streams, progresses or live objects.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class IdempotentAttribute : Attribute;
