namespace SharedText.Updates;

/// <summary>What the operations of a run do.</summary>
internal enum RunKind
{
    /// <summary>Insert characters, the first one as a right child of another character.</summary>
    InsertRight,

    /// <summary>Insert characters, the first one as a left child of another character.</summary>
    InsertLeft,

    /// <summary>Delete characters in the order of their clocks, as with the key Delete.</summary>
    DeleteForward,

    /// <summary>Delete characters against the order of their clocks, as with Backspace.</summary>
    DeleteBackward,
}
