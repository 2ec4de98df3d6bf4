using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Groups;

/// <summary>Sends the calls of one proxy to all members of a group.</summary>
/// <param name="broker">Takes them.</param>
/// <param name="group">The group.</param>
/// <param name="path">The controller.</param>
/// <param name="sender">The id to send as; empty for none.</param>
/// <param name="serializer">Writes arguments.</param>
internal sealed class GroupInvoker(
    IGroupsController broker, string group, string path, Func<string> sender, PeerSerializer serializer) : PeerInvoker
{
    public override PeerSerializer Serializer => serializer;

    public override PeerRemoteMethod<TResult> Bind<TResult>(PeerMethod method, PeerCodec<TResult> result) =>
        new GroupMethod<TResult>(this, method);

    public override PeerRemoteMethod<Nothing> Bind(PeerMethod method) => new GroupMethod<Nothing>(this, method);

    /// <summary>Sends a call.</summary>
    /// <returns>A task that ends when the broker has it.</returns>
    public Task SendAsync(PeerMethod method, int arguments, byte[] payload, CancellationToken cancellationToken) =>
        broker.SendAsync(
            new GroupMessage(group, sender(), path, method.Name, method.SignatureHash(arguments), payload),
            cancellationToken);

    /// <summary>What a method of the contract is told that cannot be sent to many.</summary>
    public NotSupportedException Unsupported(PeerMethod method) => new(
        $"{path} {method} cannot be called on the group '{group}': " + (method.CarriesStreams
            ? "a stream, a progress or a live object belongs to one callee."
            : "only one-way methods go to many, those that return void or are marked [OneWay]."));
}
