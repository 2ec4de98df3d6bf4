namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>What must hold of every history.</summary>
public enum HistoryRule
{
    /// <summary>A call is executed at most once over all instances of the callee; an idempotent one thrice.</summary>
    ExecutedAtMostOnce,

    /// <summary>A call has no second outcome.</summary>
    OneOutcome,

    /// <summary>A call has an outcome, unless it has none by its form, or its caller was killed.</summary>
    OutcomeMissing,

    /// <summary>The outcome comes no later than a second behind the deadline.</summary>
    InTime,

    /// <summary>A call whose error says Executed.No is not executed, before or after.</summary>
    NoMeansNever,

    /// <summary>A call that succeeds, or whose error says Executed.Yes, is executed.</summary>
    YesMeansExecuted,

    /// <summary>A result belongs to its request, and comes from an execution that has ended.</summary>
    ResultOfThisCall,

    /// <summary>The callee gets what the caller asked, of a call that was made, after it was made.</summary>
    ArgumentsOfThisCall,

    /// <summary>Calls of one link in single frames start in the order in which they were made.</summary>
    StartOrder,

    /// <summary>A one-way call that was accepted is executed where no link ended.</summary>
    OneWayLost,

    /// <summary>An error code comes with the values of Executed that the table of codes allows.</summary>
    CodeAndExecuted,

    /// <summary>The token of a method fires when its caller does not wait any more or is gone for good.</summary>
    TokenMissing,

    /// <summary>The token of a method does not fire while its caller waits and then gets the result.</summary>
    TokenWithoutCause,

    /// <summary>An execution ends once, and only if it has started.</summary>
    ExecutionEndsOnce,

    /// <summary>What is read of a stream has no gap and no repetition, but for what is dropped and counted.</summary>
    ItemsWithoutGap,

    /// <summary>What is read of a stream was produced.</summary>
    ItemsProduced,

    /// <summary>A stream that completes is complete.</summary>
    StreamComplete,

    /// <summary>Each side of a stream ends once.</summary>
    OneEnding,

    /// <summary>Each side of a stream ends.</summary>
    EndingMissing,

    /// <summary>Nothing is read of a stream behind its end.</summary>
    NothingBehindTheEnd,

    /// <summary>What is read is what was sent.</summary>
    Content,
}
