using SharedText;

namespace CoEdit.Documents;

/// <summary>A change of a text from its beginning on: keep, remove, insert. What it does not reach is kept.</summary>
/// <remarks><c>wwwroot/coedit.js</c> has the same, and both have to do alike: see <see cref="PageView"/>.</remarks>
internal sealed class TextOperation : List<TextPart>
{
    public static TextOperation Of(TextChange change) =>
        [new(Keep: change.Index), new(Remove: change.Removed), new(Insert: change.Inserted)];

    /// <summary>The same change of the text that another change has made meanwhile.</summary>
    /// <param name="other">The other change of the same text.</param>
    /// <param name="isFirst">Whether, of two texts inserted at one place, this one's stands first.</param>
    public TextOperation After(TextOperation other, bool isFirst)
    {
        TextOperation result = [];
        var own = new Queue<TextPart>(this.Where(part => !part.IsNothing));
        int taken = 0; // of the first one in the queue
        foreach (TextPart part in other)
        {
            if (part.Insert is { Length: > 0 })
            {
                while (isFirst && own.TryPeek(out TextPart? mine) && mine.Insert is not null)
                    result.Append(own.Dequeue());
                result.Append(new TextPart(Keep: part.Insert.Length));
            }
            for (int left = part.Length; left > 0;)
            {
                TextPart mine = Take(left);
                left -= mine.Length;
                if (mine.Insert is not null || part.Keep > 0)
                    result.Append(mine); // what the other has removed is neither kept nor removed once more
            }
        }
        while (own.Count > 0)
            result.Append(Take(int.MaxValue));
        return result;

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
        foreach (TextPart part in this.TakeWhile(_ => at < index))
        {
            int inserted = part.Insert?.Length ?? 0;
            index += inserted - int.Min(part.Remove, index - at);
            at += part.Keep + inserted;
        }
        return index;
    }

    // In one piece with what is before it, if it is of the same kind: pieces of pieces would be more and more.
    private void Append(TextPart part)
    {
        if (Count > 0 && part.Keep > 0 && this[^1].Keep > 0)
            this[^1] = new TextPart(Keep: this[^1].Keep + part.Keep);
        else if (Count > 0 && part.Remove > 0 && this[^1].Remove > 0)
            this[^1] = new TextPart(Remove: this[^1].Remove + part.Remove);
        else if (!part.IsNothing)
            Add(part);
    }

    /// <summary>Makes the change in a document, as its own edit.</summary>
    /// <returns>The updates for the others.</returns>
    /// <exception cref="ArgumentException">The document is shorter than that.</exception>
    public IReadOnlyList<byte[]> ApplyTo(SharedDocument document)
    {
        if (this.Any(part => part.Keep < 0 || part.Remove < 0) || this.Sum(part => (long)part.Length) > document.Length)
            throw new ArgumentException("The change does not fit the text.");
        List<byte[]> updates = [];
        int at = 0;
        for (int i = 0; i < Count; i++)
        {
            TextPart part = this[i];
            if (part.Remove > 0 && i + 1 < Count && this[i + 1].Insert is { Length: > 0 } text)
                (updates, at, i) = ([.. updates, document.Replace(at, part.Remove, text)], at + text.Length, i + 1);
            else if (part.Remove > 0)
                updates.Add(document.Delete(at, part.Remove));
            else if (part.Insert is { Length: > 0 } inserted)
                updates.Add(document.Insert(at, inserted));
            at += part.Keep + (part.Remove > 0 ? 0 : part.Insert?.Length ?? 0);
        }
        return updates;
    }
}
