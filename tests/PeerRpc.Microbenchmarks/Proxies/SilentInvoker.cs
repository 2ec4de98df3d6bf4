using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Microbenchmarks.Proxies;

/// <summary>Stands behind a proxy and sends nothing.</summary>
internal sealed class SilentInvoker(PeerSerializer serializer) : PeerInvoker
{
    public override PeerSerializer Serializer => serializer;

    public override PeerRemoteMethod<TResult> Bind<TResult>(PeerMethod method, PeerCodec<TResult> result) =>
        new SilentMethod<TResult>();

    public override PeerRemoteMethod<Nothing> Bind(PeerMethod method) => new SilentMethod<Nothing>();
}
