namespace PeerRpc.Generators.Symbols;

/// <summary>The metadata names of the types that mean something to a contract.</summary>
internal static class KnownTypes
{
    public const string PeerController = "PeerRpc.PeerControllerAttribute";
    public const string PeerMethod = "PeerRpc.PeerMethodAttribute";
    public const string OneWay = "PeerRpc.OneWayAttribute";
    public const string ApplicationError = "PeerRpc.ApplicationErrorAttribute`1";
    public const string PeerCall = "PeerRpc.PeerCall";

    public const string Obsolete = "System.ObsoleteAttribute";
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string Task = "System.Threading.Tasks.Task";
    public const string TaskOfResult = "System.Threading.Tasks.Task`1";
    public const string ValueTask = "System.Threading.Tasks.ValueTask";
    public const string ValueTaskOfResult = "System.Threading.Tasks.ValueTask`1";
}
