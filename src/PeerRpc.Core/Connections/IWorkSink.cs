namespace PeerRpc.Core.Connections;

/// <summary>Takes work that must not run on the read pump while it handles frames.</summary>
internal interface IWorkSink
{
    /// <summary>Has the work run once the pump has started its next receive.</summary>
    void Defer(IThreadPoolWorkItem work);
}
