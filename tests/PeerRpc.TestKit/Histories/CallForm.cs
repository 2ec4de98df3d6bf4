namespace PeerRpc.TestKit.Histories;

/// <summary>What is promised of a call, as far as it differs.</summary>
public enum CallForm
{
    /// <summary>One request, one answer.</summary>
    Unary = 0,

    /// <summary>The same, and it may be tried again: up to three executions.</summary>
    Idempotent = 1,

    /// <summary>It has no outcome, unless it could not be queued.</summary>
    OneWay = 2,

    /// <summary>Its outcome says that it was accepted, not that it ran.</summary>
    AcceptedOneWay = 3,

    /// <summary>Its outcome is the end of its result's stream.</summary>
    Streaming = 4,

    /// <summary>One request, one answer, on a live object. The object goes with its link.</summary>
    OnObject = 5,
}
