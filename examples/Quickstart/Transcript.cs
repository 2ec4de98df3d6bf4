using System.Diagnostics;

namespace Quickstart;

/// <summary>Writes down what happens, and whether it was what should have happened.</summary>
internal sealed class Transcript(TextWriter output)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _checks;
    private int _failures;

    /// <summary>Begins a step.</summary>
    public void Step(string title)
    {
        output.WriteLine();
        output.WriteLine(title);
    }

    /// <summary>Writes one line of a step.</summary>
    public void Line(string text) => output.WriteLine($"  {text}");

    /// <summary>Writes whether something held. The last line and the exit code depend on it.</summary>
    public void Check(bool held, string what)
    {
        _checks++;
        if (!held)
            _failures++;
        Line($"{(held ? "ok    " : "FAILED")}  {what}");
    }

    /// <summary>Writes the last line.</summary>
    /// <returns>The exit code: 0 if everything held.</returns>
    public int Conclude()
    {
        output.WriteLine();
        output.WriteLine(_failures == 0
            ? $"All {_checks} checks held, in {_watch.Elapsed.TotalSeconds:F1} s."
            : $"{_failures} of {_checks} checks FAILED, in {_watch.Elapsed.TotalSeconds:F1} s.");
        return _failures == 0 ? 0 : 1;
    }
}
