namespace PeerRpc;

/// <summary>How an argument, a result or an item travels.</summary>
public enum PeerValueKind
{
    /// <summary>As a value that is copied.</summary>
    Value,

    /// <summary>As a stream of values or of what else items can be.</summary>
    Items,

    /// <summary>As an observable that its receiver may subscribe to as often as it likes.</summary>
    Observable,

    /// <summary>As a stream of bytes.</summary>
    Bytes,

    /// <summary>As a progress, to which its receiver reports.</summary>
    Progress,

    /// <summary>As a live object, which its receiver calls.</summary>
    LiveObject,
}
