namespace PeerRpc.Core.Calls;

/// <summary>
/// What is left to do at the end of a link: tokens are fired, then what they stood for is let go of. Both run people's
/// code, which may block; so it is a work item of its own, and not part of the read pump or of the caller's closing.
/// </summary>
internal sealed class LinkFarewell(List<IncomingCall> cancelled, LinkScopedTargets targets) : IThreadPoolWorkItem
{
    public void Execute()
    {
        foreach (IncomingCall call in cancelled)
            call.FireToken();
        targets.End();
    }
}
