using PeerRpc.CodeGeneration;
using PeerRpc.Core.Serialization;

namespace PeerRpc.Microbenchmarks.Contracts;

/// <summary>What all benchmarks use alike.</summary>
internal static class Boards
{
    /// <summary>16 characters, as in the benchmarks of whole calls.</summary>
    public const string Text = "0123456789abcdef";

    /// <summary>The value of the user's own type.</summary>
    public static Point Point { get; } = new(3, 4, Text);

    /// <summary>JSON with generated metadata.</summary>
    public static JsonPeerSerializer Serializer { get; } = new([BoardJson.Default]);

    /// <summary>The generated contract.</summary>
    public static PeerContract<IBoard> Contract { get; } = PeerContracts.Get<IBoard>();

    /// <summary>A method of the contract.</summary>
    public static PeerMethod Method(string name) => Contract.Methods.Single(method => method.Name == name);
}
