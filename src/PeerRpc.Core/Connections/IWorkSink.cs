namespace PeerRpc.Core.Connections;

/// <summary>Takes work that must not run on the read pump while it handles frames.</summary>
internal interface IWorkSink
{
    /// <summary>Has the work run once the frames are handled that have come together.</summary>
    void Defer(IThreadPoolWorkItem work);
}
