using System.Text;

namespace PeerRpc.Generators.Emission;

/// <summary>Writes lines of C#, indented by the blocks they stand in.</summary>
internal sealed class CodeWriter
{
    private const string Indent = "    ";

    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "")
    {
        // Not AppendLine: the same text must come out on every machine.
        if (line.Length > 0)
        {
            for (int i = 0; i < _depth; i++)
                _text.Append(Indent);
            _text.Append(line);
        }
        _text.Append('\n');
    }

    /// <summary>Writes a line that continues the statement above it.</summary>
    public void Continuation(string line)
    {
        _depth++;
        Line(line);
        _depth--;
    }

    /// <summary>Begins a block that stands inside the statement above it.</summary>
    public void OpenContinuation(string head)
    {
        _depth++;
        Open(head);
    }

    public void CloseContinuation(string tail)
    {
        Close(tail);
        _depth--;
    }

    public void Open(string head)
    {
        Line(head);
        Open();
    }

    public void Open()
    {
        Line("{");
        _depth++;
    }

    public void Close(string tail = "}")
    {
        _depth--;
        Line(tail);
    }

    public override string ToString() => _text.ToString();
}
