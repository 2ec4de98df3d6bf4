using Spectre.Console;

namespace FileShare.Progress;

/// <summary>One bar.</summary>
internal sealed class Bar
{
    private readonly ProgressTask _task;
    private readonly RateMeter _meter;

    public Bar(ProgressContext context, string text, long length, TimeProvider time)
    {
        _task = context.AddTask(Markup.Escape(text), maxValue: long.Max(length, 1));
        _meter = new RateMeter(time);
    }

    /// <summary>Shows how far it is.</summary>
    /// <param name="text">What it is.</param>
    /// <param name="done">What is there.</param>
    /// <param name="received">What of it has come now, which is what makes the rate.</param>
    public void Show(string text, long done, long received)
    {
        _meter.Sample(received);
        _task.Description = Markup.Escape(text);
        _task.Value = done;
        _task.State.Update<double>(PaceColumn.Rate, _ => _meter.Rate);
    }

    public void End() => _task.StopTask();
}
