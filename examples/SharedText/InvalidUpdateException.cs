namespace SharedText;

/// <summary>Bytes that are no update. The document that was to apply them is as it was before.</summary>
public sealed class InvalidUpdateException : Exception
{
    /// <summary>Without saying what is wrong.</summary>
    public InvalidUpdateException()
        : this("These bytes are no update.")
    {
    }

    /// <summary>With what is wrong.</summary>
    public InvalidUpdateException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong, and what has noticed it.</summary>
    public InvalidUpdateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
