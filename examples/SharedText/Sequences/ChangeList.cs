using System.Text;

namespace SharedText.Sequences;

/// <summary>Collects changes of the visible text; those that touch each other become one.</summary>
internal sealed class ChangeList
{
    private readonly List<Splice> _done = [];
    private readonly StringBuilder _inserted = new();
    private int _index;
    private int _removed;

    public void Insert(int index, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        if (index != _index + _inserted.Length)
            Finish(index);
        _inserted.Append(text);
    }

    public void Remove(int index, int count)
    {
        bool touches = _inserted.Length == 0 && (index == _index || index + count == _index);
        if (!touches)
            Finish(index);
        _index = index;
        _removed += count;
    }

    /// <summary>All that were made.</summary>
    public List<Splice> ToList()
    {
        Finish(0);
        return _done;
    }

    private void Finish(int next)
    {
        if (_removed > 0 || _inserted.Length > 0)
            _done.Add(new Splice(_index, _removed, _inserted.ToString()));
        _index = next;
        _removed = 0;
        _inserted.Clear();
    }
}
