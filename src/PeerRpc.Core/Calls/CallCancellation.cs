namespace PeerRpc.Core.Calls;

/// <summary>Fires a call's token, off the read pump: whoever listens to the token runs there.</summary>
internal sealed class CallCancellation(IncomingCall call) : IThreadPoolWorkItem
{
    public void Execute() => call.FireToken();
}
