namespace SharedText.Updates;

/// <summary>What stands first in a run: its length, shifted to the left, and below it one of these.</summary>
/// <remarks>The numbers are on the wire and in files.</remarks>
internal static class RunHead
{
    /// <summary>How many bits the form takes.</summary>
    public const int Bits = 4;

    /// <summary>An insertion with an origin and a right origin.</summary>
    public const int Right = 0;

    /// <summary>An insertion with an origin, which is its right origin as well.</summary>
    public const int Left = 3;

    /// <summary>An insertion that goes on behind the run before it.</summary>
    public const int Next = 6;

    /// <summary>Added to an insertion: its text is in UTF-8.</summary>
    public const int Utf8 = 0;

    /// <summary>Added to an insertion: its text has halves of surrogate pairs, and is in UTF-16.</summary>
    public const int Utf16 = 1;

    /// <summary>Added to an insertion: its text is gone, because all of it is deleted.</summary>
    public const int Dead = 2;

    /// <summary>A deletion, its first target and those with higher clocks.</summary>
    public const int DeleteForward = 9;

    /// <summary>A deletion, its first target and those with lower clocks.</summary>
    public const int DeleteBackward = 10;

    /// <summary>The first byte of an update.</summary>
    public const byte Version = 1;
}
