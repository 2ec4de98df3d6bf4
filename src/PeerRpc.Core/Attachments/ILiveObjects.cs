using PeerRpc.Core.Streams;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Attachments;

/// <summary>The live objects of one end of a link.</summary>
internal interface ILiveObjects
{
    /// <summary>Makes an object callable by the other side. Under the gate.</summary>
    Attachment Offer<TContract>(ulong id, TContract instance, IStreamOwner owner)
        where TContract : class;

    /// <summary>Makes an observable callable by the other side: each call is a subscription. Under the gate.</summary>
    Attachment OfferObservable<T>(
        ulong id, IObservable<T> source, PeerCodec<T> codec, StreamOptionsAttribute? options, IStreamOwner owner);

    /// <summary>Makes a proxy of an object of the other side.</summary>
    TContract Take<TContract>(IncomingStream announced)
        where TContract : class;

    /// <summary>Makes an observable whose subscriptions are calls of the other side's.</summary>
    IObservable<T> TakeObservable<T>(
        IncomingStream announced, PeerCodec<T> codec, StreamOptionsAttribute? options);
}
