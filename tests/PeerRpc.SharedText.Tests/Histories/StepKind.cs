namespace PeerRpc.SharedText.Tests.Histories;

/// <summary>What happens in a step of a history.</summary>
internal enum StepKind
{
    /// <summary>Types a few characters, each an edit, at the caret.</summary>
    Type,

    /// <summary>Inserts a text somewhere.</summary>
    Insert,

    /// <summary>Presses Backspace a few times at the caret.</summary>
    Backspace,

    /// <summary>Deletes a range.</summary>
    Delete,

    /// <summary>Replaces a range.</summary>
    Replace,

    /// <summary>Deletes the same part of the text as others may do: the beginning.</summary>
    DeleteStart,

    Undo,

    Redo,

    /// <summary>Ends the undo step.</summary>
    Pause,

    /// <summary>Keeps a place.</summary>
    Anchor,

    /// <summary>An update of another peer arrives, any that has not been taken away.</summary>
    Deliver,

    /// <summary>The same, and it may arrive again.</summary>
    DeliverTwice,

    /// <summary>Two peers exchange what they lack.</summary>
    Exchange,

    /// <summary>A peer loses all that is on its way to it, and gets nothing, or is back.</summary>
    GoOfflineOrReturn,

    /// <summary>The process ends, and another one opens the journal.</summary>
    Reopen,
}
