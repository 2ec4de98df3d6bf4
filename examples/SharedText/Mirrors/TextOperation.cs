using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;

namespace SharedText.Mirrors;

/// <summary>A change of a text from its beginning on: keep, remove, insert. What it does not reach is kept.</summary>
[CollectionBuilder(typeof(TextOperation), nameof(Create))]
public sealed class TextOperation : IReadOnlyList<TextPart>
{
    private readonly List<TextPart> _parts = [];
    private long _length; // of the old text, as far as it reaches

    /// <summary>With these parts; neighbours that say the same become one.</summary>
    /// <exception cref="ArgumentException">A part is more than one of the three or less than none, or all of them are
    /// about more than a text can have.</exception>
    public TextOperation(IEnumerable<TextPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        foreach (TextPart part in parts)
            Append(part);
    }

    /// <inheritdoc/>
    public int Count => _parts.Count;

    /// <inheritdoc/>
    public TextPart this[int index] => _parts[index];

    /// <summary>With these parts.</summary>
    public static TextOperation Create(ReadOnlySpan<TextPart> parts) => new(parts.ToArray());

    /// <summary>One change that a document tells of.</summary>
    public static TextOperation Of(TextChange change) =>
        [new(Keep: change.Index), new(Remove: change.Removed), new(Insert: change.Inserted)];

    /// <summary>The same change of the text that another change has made meanwhile.</summary>
    /// <param name="other">The other change of the same text.</param>
    /// <param name="isFirst">Whether, of two texts inserted at one place, this one's stands first.</param>
    public TextOperation After(TextOperation other, bool isFirst)
    {
        ArgumentNullException.ThrowIfNull(other);
        List<TextPart> result = [];
        var own = new Queue<TextPart>(_parts);
        int taken = 0; // of the first one in the queue
        foreach (TextPart part in other)
        {
            if (part.Insert is not null)
            {
                while (isFirst && own.TryPeek(out TextPart? mine) && mine.Insert is not null)
                    result.Add(own.Dequeue());
                result.Add(new TextPart(Keep: part.Insert.Length));
            }
            for (int left = part.Length; left > 0;)
            {
                TextPart mine = Take(left);
                left -= mine.Length;
                if (mine.Insert is not null || part.Keep > 0)
                    result.Add(mine); // what the other has removed is neither kept nor removed once more
            }
        }
        while (own.Count > 0)
            result.Add(Take(int.MaxValue));
        return new TextOperation(result);

        TextPart Take(int most)
        {
            if (!own.TryPeek(out TextPart? first))
                return new TextPart(Keep: most);
            int count = int.Min(most, first.Length - taken);
            taken += count;
            if (taken == first.Length)
                (_, taken) = (own.Dequeue(), 0);
            return first.Insert is not null ? first : first.Keep > 0 ? new(Keep: count) : new(Remove: count);
        }
    }

    /// <summary>Where a place of the text is after the change. What is inserted at it comes behind it.</summary>
    public int Move(int index)
    {
        int at = 0; // in the new text
        foreach (TextPart part in _parts.TakeWhile(_ => at < index))
        {
            int inserted = part.Insert?.Length ?? 0;
            index += inserted - int.Min(part.Remove, index - at);
            at += part.Keep + inserted;
        }
        return index;
    }

    /// <summary>The text after the change.</summary>
    /// <exception cref="ArgumentException">The text is shorter than that.</exception>
    public string ApplyTo(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        CheckLength(text.Length);
        var result = new StringBuilder();
        int at = 0;
        foreach (TextPart part in _parts)
        {
            result.Append(part.Insert).Append(text, at, part.Keep);
            at += part.Length;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Makes the change in a document, as its own edit.</summary>
    /// <returns>The update for the others.</returns>
    /// <exception cref="ArgumentException">The document is shorter than that; it has not changed.</exception>
    public byte[] ApplyTo(SharedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        CheckLength(document.Length);
        StateVector before = document.State;
        int at = 0;
        for (int i = 0; i < Count; i++)
        {
            TextPart part = this[i];
            at += part.Keep;
            if (part.Keep > 0)
                continue;
            // Text in the place of other text is one edit, and one step to undo.
            string text = part.Insert ?? (i + 1 < Count && this[i + 1].Insert is { } next ? next : "");
            document.Replace(at, part.Remove, text);
            at += text.Length;
            if (part.Insert is null && text.Length > 0)
                i++;
        }
        return document.UpdateSince(before);
    }

    /// <inheritdoc/>
    public IEnumerator<TextPart> GetEnumerator() => _parts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // In one piece with what is before it, if it is of the same kind: pieces of pieces would be more and more.
    private void Append(TextPart part)
    {
        if (part is null || part.IsInvalid || (_length += part.Length) > int.MaxValue)
            throw new ArgumentException($"'{part}' is not a part of a change.", nameof(part));
        TextPart? last = Count > 0 ? this[^1] : null;
        if (last is { Keep: > 0 } && part.Keep > 0)
            _parts[^1] = new TextPart(Keep: last.Keep + part.Keep);
        else if (last is { Remove: > 0 } && part.Remove > 0)
            _parts[^1] = new TextPart(Remove: last.Remove + part.Remove);
        else if (!part.IsNothing)
            _parts.Add(part.Length > 0 ? part with { Insert = null } : part);
    }

    private void CheckLength(int length)
    {
        if (_length > length)
            throw new ArgumentException("The change does not fit the text.");
    }
}
