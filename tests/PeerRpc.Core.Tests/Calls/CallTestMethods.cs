using PeerRpc.CodeGeneration;
using PeerRpc.Core.Serialization;

namespace PeerRpc.Core.Tests.Calls;

/// <summary>What both ends of a test know.</summary>
internal static class CallTestMethods
{
    public const string Path = "/test";

    public static JsonPeerSerializer Serializer { get; } = new();

    public static PeerMethod Find(string name) =>
        PeerContracts.Get<ICallTest>().Methods.Single(method => method.Name == name);
}
