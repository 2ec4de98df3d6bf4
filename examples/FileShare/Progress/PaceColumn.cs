using Spectre.Console;
using Spectre.Console.Rendering;

namespace FileShare.Progress;

/// <summary>The rate, and the time that is left.</summary>
internal sealed class PaceColumn : ProgressColumn
{
    /// <summary>Under which name a task keeps its rate.</summary>
    public const string Rate = "rate";

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(Figures.Pace(task.State.Get<double>(Rate), task.MaxValue - task.Value));
}
