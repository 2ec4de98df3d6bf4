using PeerRpc.Core.Calls;

namespace PeerRpc.Client.Controllers;

/// <summary>Ends the registration of a controller when it is disposed.</summary>
internal sealed class ControllerRegistration(ControllerTable table, ControllerEntry entry, Action ended) : IDisposable
{
    public void Dispose()
    {
        table.Remove(entry);
        ended();
    }
}
