namespace PeerRpc.Generators.Emission;

/// <summary>The names of the types that generated code calls.</summary>
internal static class Api
{
    public const string Arguments = CodeGeneration + "PeerArguments";
    public const string Contract = CodeGeneration + "PeerContract";
    public const string Contracts = CodeGeneration + "PeerContracts";
    public const string DeclaredError = CodeGeneration + "PeerDeclaredError";
    public const string Dispatcher = CodeGeneration + "PeerDispatcher";
    public const string Invocation = CodeGeneration + "PeerInvocation";
    public const string Invoker = CodeGeneration + "PeerInvoker";
    public const string Method = CodeGeneration + "PeerMethod";
    public const string MethodKind = CodeGeneration + "PeerMethodKind";
    public const string Nothing = CodeGeneration + "Nothing";
    public const string Parameter = CodeGeneration + "PeerParameter";
    public const string RemoteMethod = CodeGeneration + "PeerRemoteMethod";
    public const string Shape = CodeGeneration + "PeerShape";
    public const string Streams = CodeGeneration + "PeerStreams";

    public const string StreamOptions = "global::PeerRpc.StreamOptionsAttribute";
    public const string ValueKind = "global::PeerRpc.PeerValueKind";

    public const string Codec = Serialization + "PeerCodec";
    public const string Serializer = Serialization + "PeerSerializer";

    public const string AsyncDisposable = "global::System.IAsyncDisposable";
    public const string EqualityComparer = "global::System.Collections.Generic.EqualityComparer";
    public const string ValidationAttribute = "global::System.ComponentModel.DataAnnotations.ValidationAttribute";
    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    public const string ValueTuple = "global::System.ValueTuple";

    private const string CodeGeneration = "global::PeerRpc.CodeGeneration.";
    private const string Serialization = "global::PeerRpc.Serialization.";
}
