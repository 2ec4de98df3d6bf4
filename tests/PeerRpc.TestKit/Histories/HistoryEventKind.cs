namespace PeerRpc.TestKit.Histories;

/// <summary>What an event of a history tells.</summary>
public enum HistoryEventKind
{
    /// <summary>Never written.</summary>
    None = 0,

    /// <summary>A caller is about to call.</summary>
    CallInvoked = 1,

    /// <summary>A callee has entered the method.</summary>
    ExecutionStarted = 2,

    /// <summary>A callee is about to leave the method, by its result or by an exception.</summary>
    ExecutionEnded = 3,

    /// <summary>The caller has the outcome.</summary>
    OutcomeSeen = 4,

    /// <summary>The token of a method has fired while the method ran.</summary>
    TokenFired = 5,

    /// <summary>One side of a stream has begun.</summary>
    StreamOpened = 6,

    /// <summary>The producer is about to give an item away.</summary>
    ItemProduced = 7,

    /// <summary>The reader has an item.</summary>
    ItemConsumed = 8,

    /// <summary>How many bytes the producer has given away in all, with their hash.</summary>
    BytesProduced = 9,

    /// <summary>How many bytes the reader has in all, with their hash.</summary>
    BytesConsumed = 10,

    /// <summary>One side of a stream has ended.</summary>
    StreamEnded = 11,

    /// <summary>Somebody got arguments, a result, an item or bytes that nobody had sent.</summary>
    ContentWrong = 12,

    /// <summary>A process runs.</summary>
    ProcessStarted = 13,

    /// <summary>A process is about to be killed; what it wrote until then is known.</summary>
    ProcessKilled = 14,

    /// <summary>A process is about to leave on purpose.</summary>
    ProcessLeft = 15,

    /// <summary>A process is about to be stopped (SIGSTOP).</summary>
    ProcessPaused = 16,

    /// <summary>A process goes on (SIGCONT).</summary>
    ProcessContinued = 17,
}
