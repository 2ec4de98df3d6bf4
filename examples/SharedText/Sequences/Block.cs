namespace SharedText.Sequences;

/// <summary>
/// Characters of one replica that were inserted behind each other: clocks follow each other, and each is the right
/// child of the one before. Either all of them are there, or all are deleted; then no text is kept.
/// </summary>
/// <remarks>
/// A block is a node of two trees. In the tree of the algorithm (<see cref="Parent"/>, <see cref="FirstLeft"/>,
/// <see cref="FirstRight"/>) left children hang on its first character and right children on its last, since it is cut
/// where something is inserted within it. The other tree, <see cref="OrderTree"/>, has the same blocks as the text
/// shows them, and finds them by position.
/// </remarks>
internal sealed class Block(ReplicaLog owner, int clock, int length, CharId rightOrigin)
{
    private const int SmallestRoom = 8;

    private char[]? _text;

    /// <summary>Who has inserted it.</summary>
    public ReplicaLog Owner { get; } = owner;

    /// <summary>The clock of the first character.</summary>
    public int Clock { get; } = clock;

    /// <summary>How many characters, whether or not they are deleted.</summary>
    public int Length { get; private set; } = length;

    /// <summary>The clock behind the last character.</summary>
    public int End => Clock + Length;

    /// <summary>What stood behind the characters when they were inserted.</summary>
    public CharId RightOrigin { get; } = rightOrigin;

    /// <summary>Whether it is a left child of its parent.</summary>
    public bool IsLeft { get; set; }

    /// <summary>Whether its characters are deleted.</summary>
    public bool IsDead => _text is null;

    /// <summary>How many characters are to be seen.</summary>
    public int Visible => _text is null ? 0 : Length;

    /// <summary>The characters, if they are there.</summary>
    public ReadOnlyMemory<char> Text => _text.AsMemory(0, Visible);

    // The tree of the algorithm; siblings are a list.
    public Block? Parent { get; set; }

    public Block? FirstLeft { get; set; }

    public Block? FirstRight { get; set; }

    public Block? NextSibling { get; set; }

    // The order: a list, and a tree over it.
    public Block? Previous { get; set; }

    public Block? Next { get; set; }

    public Block? Up { get; set; }

    public Block? Lower { get; set; }

    public Block? Higher { get; set; }

    public uint Priority { get; set; }

    /// <summary>How many visible characters it and what is below it in the tree have.</summary>
    public int VisibleBelow { get; set; }

    /// <summary>Gives it its text; without that it is deleted.</summary>
    public void Fill(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        _text = text.ToArray();
    }

    /// <summary>Puts characters behind its last.</summary>
    public void Extend(int length, ReadOnlySpan<char> text)
    {
        if (_text is not null)
        {
            if (_text.Length < Length + length)
                Array.Resize(ref _text, int.Max(Length + length, int.Max(Length * 2, SmallestRoom)));
            text.CopyTo(_text.AsSpan(Length));
        }
        Length += length;
    }

    /// <summary>Keeps the first characters and gives the others, as a block that is in no tree yet.</summary>
    public Block Cut(int count)
    {
        var rest = new Block(Owner, Clock + count, Length - count, RightOrigin);
        if (_text is not null)
        {
            rest._text = _text.AsSpan(count, Length - count).ToArray();
            _text = _text.AsSpan(0, count).ToArray();
        }
        Length = count;
        return rest;
    }

    /// <summary>Forgets its text.</summary>
    public void Kill() => _text = null;
}
