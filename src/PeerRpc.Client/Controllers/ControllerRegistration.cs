using PeerRpc.Core.Calls;

namespace PeerRpc.Client.Controllers;

/// <summary>Ends the registration of a controller when it is disposed.</summary>
internal sealed class ControllerRegistration(ControllerTable table, ControllerEntry entry) : IDisposable
{
    public void Dispose() => table.Remove(entry);
}
