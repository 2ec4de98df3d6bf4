namespace PeerRpc.Integration.Behaviours;

/// <summary>Does what a test says around a call that is made.</summary>
internal sealed class OutgoingFilter(Func<OutgoingCallContext, PeerCallNext, ValueTask> filter) : IOutgoingCallFilter
{
    public ValueTask InvokeAsync(OutgoingCallContext context, PeerCallNext next) => filter(context, next);
}
