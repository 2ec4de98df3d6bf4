using System.Diagnostics.CodeAnalysis;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Attachments;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Streams;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Objects;

/// <summary>The objects that the two ends of a link have passed to one another.</summary>
/// <param name="streams">Where they live, under their ids.</param>
/// <param name="services">What calls are served with.</param>
/// <param name="peerId">Whose objects the other side's are.</param>
internal sealed class LiveObjects(StreamTable streams, CallServices services, string peerId)
    : ILiveObjects, IObjectTargets
{
    private IOutgoingCallSource? _source;

    /// <summary>Names the calls with which objects of the other side are called.</summary>
    public void CallWith(OutgoingCalls calls) => _source = new LinkCallSource(calls, peerId);

    public Attachment Offer<TContract>(ulong id, TContract instance, IStreamOwner owner)
        where TContract : class
    {
        owner.OnStreamOffered();
        return new OfferedObject(streams, id, ToEntry(PeerContracts.Get<TContract>(), instance), instance, owner);
    }

    public Attachment OfferObservable<T>(
        ulong id, IObservable<T> source, PeerCodec<T> codec, StreamOptionsAttribute? options, IStreamOwner owner)
    {
        var contract = new ObservableSourceContract<T>(codec, options, owner.FaultContext.Method.Errors);
        return new OfferedObject(streams, id, ToEntry(contract, new ObservableSource<T>(source)), null, null);
    }

    public TContract Take<TContract>(IncomingStream announced)
        where TContract : class =>
        CreateProxy(PeerContracts.Get<TContract>(), announced, endsWithCall: false);

    public IObservable<T> TakeObservable<T>(
        IncomingStream announced, PeerCodec<T> codec, StreamOptionsAttribute? options) =>
        CreateProxy(
            new ObservableSourceContract<T>(codec, options, announced.Context.Method.Errors), announced,
            endsWithCall: true).Subscribe();

    public bool TryFind(
        ulong id, string methodName,
        [NotNullWhen(true)] out ControllerEntry? entry, [NotNullWhen(true)] out PeerMethod? method)
    {
        entry = streams.Find(id) is OfferedObject { IsCallable: true } found ? found.Entry : null;
        method = entry?.Contract.Methods.FirstOrDefault(candidate => candidate.Name == methodName);
        return method is not null;
    }

    private ControllerEntry<TContract> ToEntry<TContract>(PeerContract<TContract> contract, TContract instance)
        where TContract : class =>
        new(contract.Path, contract, services.Serializer, _ => new ControllerTarget<TContract>(instance));

    private TContract CreateProxy<TContract>(
        PeerContract<TContract> contract, IncomingStream announced, bool endsWithCall)
        where TContract : class
    {
        var target = new RemoteObject(streams, announced.Id, endsWithCall);
        announced.Become(target);
        return contract.CreateProxy(new RemoteInvoker(
            _source!, new CallAddress(contract.Path, announced.Id, new ObjectReference(target)), services.ObjectCalls));
    }
}
