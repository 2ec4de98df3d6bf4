namespace PeerRpc.Generators.Symbols;

/// <summary>The metadata names of the types that mean something to a contract.</summary>
internal static class KnownTypes
{
    public const string PeerController = "PeerRpc.PeerControllerAttribute";
    public const string PeerMethod = "PeerRpc.PeerMethodAttribute";
    public const string Idempotent = "PeerRpc.IdempotentAttribute";
    public const string OneWay = "PeerRpc.OneWayAttribute";
    public const string StreamOptions = "PeerRpc.StreamOptionsAttribute";
    public const string ApplicationError = "PeerRpc.ApplicationErrorAttribute`1";
    public const string PeerCall = "PeerRpc.PeerCall";

    public const string AsyncEnumerable = "System.Collections.Generic.IAsyncEnumerable`1";
    public const string Observable = "System.IObservable`1";
    public const string Progress = "System.IProgress`1";
    public const string Stream = "System.IO.Stream";
    public const string PipeReader = "System.IO.Pipelines.PipeReader";

    public const string Disposable = "System.IDisposable";
    public const string AsyncDisposable = "System.IAsyncDisposable";
    public const string Obsolete = "System.ObsoleteAttribute";
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string Task = "System.Threading.Tasks.Task";
    public const string TaskOfResult = "System.Threading.Tasks.Task`1";
    public const string ValueTask = "System.Threading.Tasks.ValueTask";
    public const string ValueTaskOfResult = "System.Threading.Tasks.ValueTask`1";
}
