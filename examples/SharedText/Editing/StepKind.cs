namespace SharedText.Editing;

/// <summary>What the edits of an undo step do: only such of one kind become one step.</summary>
internal enum StepKind
{
    /// <summary>Insert, each behind the one before.</summary>
    Typing,

    /// <summary>Delete, each at the place of the one before.</summary>
    Deleting,

    /// <summary>Replace, or something else that is a step by itself.</summary>
    Whole,
}
