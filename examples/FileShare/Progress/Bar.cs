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

    public void Show(string text, long done)
    {
        _meter.Sample(done);
        _task.Description = Markup.Escape(text);
        _task.Value = done;
        _task.State.Update<double>(PaceColumn.Rate, _ => _meter.Rate);
    }

    public void End() => _task.StopTask();
}
