namespace PeerRpc.Integration.Behaviours;

/// <summary>Does what a test says around a call that is served.</summary>
internal sealed class IncomingFilter(Func<IncomingCallContext, PeerCallNext, ValueTask> filter) : IIncomingCallFilter
{
    public ValueTask InvokeAsync(IncomingCallContext context, PeerCallNext next) => filter(context, next);
}
