namespace SharedText.Benchmark;

/// <summary>Makes up the edits of somebody who writes a long text, the same ones for the same seed.</summary>
/// <remarks>
/// The model is a public trace, the keystrokes with which a paper was written (automerge-perf, by Martin Kleppmann):
/// 182 315 insertions and 77 463 deletions of one character, so 30 % deletions, and a caret that was moved for two
/// edits in five; going by the size of its run-length coding, what is deleted stands in some 8000 places. Its
/// descriptions were at hand, its data was not: the lengths of bursts are chosen to come near those numbers. Here is
/// typed in bursts of 18 on average, now and then with a slip that Backspace takes away at once; or a word or more is
/// deleted, mostly by Backspace; then the caret goes somewhere, mostly near. About one edit in 2000 inserts a
/// paragraph, as pasting does; the trace's editor could not paste.
/// </remarks>
internal sealed class EditingHistory(int seed)
{
    private const string Letters = "eeeeeeeeeeeetttttttttaaaaaaaaooooooooiiiiiiinnnnnnnssssssrrrrrrhhhhhhlllldddd"
        + "ccccuuummmwwffggyyppbbvk";

    private const double TypingBurst = 18;
    private const double DeletingBurst = 14;
    private const int NearDistance = 300;
    private const int PasteLength = 200;

    private readonly Random _random = new(seed);
    private int _length;
    private int _caret;

    /// <summary>So many edits, each a keystroke or a paste.</summary>
    public IEnumerable<HistoryEdit> Take(int count) => Endless().Take(count);

    private IEnumerable<HistoryEdit> Endless()
    {
        while (true)
        {
            foreach (HistoryEdit edit in _random.NextDouble() < 0.70 ? Typing() : Deleting())
                yield return edit;
            if (_random.NextDouble() < 0.01)
                yield return Insert(Text(_random.Next(PasteLength / 2, PasteLength * 3 / 2)));
            if (_random.NextDouble() < 0.6)
                Jump();
        }
    }

    private IEnumerable<HistoryEdit> Typing()
    {
        for (int i = Burst(TypingBurst); i > 0; i--)
        {
            yield return Insert(Text(1));
            if (_random.NextDouble() >= 0.03)
                continue;
            for (int slip = Burst(3); slip > 0 && _caret > 0; slip--)
                yield return Delete(_caret - 1);
        }
    }

    private IEnumerable<HistoryEdit> Deleting()
    {
        bool isBackspace = _random.NextDouble() < 0.85;
        for (int i = Burst(DeletingBurst); i > 0; i--)
        {
            if (isBackspace && _caret > 0)
                yield return Delete(_caret - 1);
            else if (!isBackspace && _caret < _length)
                yield return Delete(_caret);
        }
    }

    private void Jump()
    {
        int target = _random.NextDouble() < 0.75
            ? _caret + _random.Next(-NearDistance, NearDistance + 1)
            : _random.Next(_length + 1);
        // Half of the writing is done at the end.
        _caret = _random.NextDouble() < 0.4 ? _length : int.Clamp(target, 0, _length);
    }

    private HistoryEdit Insert(string text)
    {
        var edit = new HistoryEdit(_caret, 0, text);
        _caret += text.Length;
        _length += text.Length;
        return edit;
    }

    private HistoryEdit Delete(int index)
    {
        _caret = index;
        _length--;
        return new HistoryEdit(index, 1, "");
    }

    // Geometric: at least one, and so many on average.
    private int Burst(double mean)
    {
        double stop = 1 / mean;
        return 1 + (int)(Math.Log(1 - _random.NextDouble()) / Math.Log(1 - stop));
    }

    private string Text(int length) => string.Create(length, _random, static (text, random) =>
    {
        for (int i = 0; i < text.Length; i++)
            text[i] = random.Next(6) == 0 ? ' ' : Letters[random.Next(Letters.Length)];
    });
}
