using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Objects;

/// <summary>What the generator would write for <see cref="IObservableSource{T}"/>, were it not generic.</summary>
/// <param name="codec">The codec of the items.</param>
/// <param name="options">What happens when a reader is too slow; null for the default.</param>
/// <param name="errors">What the method declares that the observable is an argument or a result of.</param>
internal sealed class ObservableSourceContract<T>(
    PeerCodec<T> codec, StreamOptionsAttribute? options, IReadOnlyList<PeerDeclaredError> errors)
    : PeerContract<IObservableSource<T>>(
        "$peerrpc/observable",
        [new PeerMethod(0, "Subscribe", PeerMethodKind.Call, "Items", [], errors, carriesStreams: true)])
{
    public override IObservableSource<T> CreateProxy(PeerInvoker invoker) =>
        new Proxy(invoker.Bind(Methods[0], PeerStreams.Subscription(codec, options)));

    public override PeerDispatcher<IObservableSource<T>> CreateDispatcher(PeerSerializer serializer) =>
        new Dispatcher(PeerStreams.Subscription(codec, options));

    private sealed class Proxy(PeerRemoteMethod<IObservable<T>> method) : IObservableSource<T>
    {
        public IObservable<T> Subscribe() =>
            PeerStreams.Cold<T>(cancellationToken => method.CallAsync(method.Begin(), cancellationToken));
    }

    private sealed class Dispatcher(PeerCodec<IObservable<T>> result) : PeerDispatcher<IObservableSource<T>>
    {
        public override ValueTask DispatchAsync(int method, PeerInvocation<IObservableSource<T>> invocation) =>
            invocation.InvokeAsync(
                default(ValueTuple),
                static (target, _, _) => new ValueTask<IObservable<T>>(target.Subscribe()),
                result);
    }
}
