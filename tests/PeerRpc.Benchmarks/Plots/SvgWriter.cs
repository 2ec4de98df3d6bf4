using System.Globalization;
using System.Security;
using System.Text;

namespace PeerRpc.Benchmarks.Plots;

/// <summary>Draws a plot as SVG: plain text that a page shows and a diff compares.</summary>
/// <remarks>
/// From the back to the front: the ground, the grid with its numbers, the curves with their points, the legend.
/// </remarks>
internal sealed class SvgWriter
{
    private const int Width = 760;
    private const int Height = 420;
    private const int Left = 80;
    private const int Right = Width - 25;
    private const int Top = 75;
    private const int Bottom = Height - 55;
    private const int LegendTop = 52;
    private const int LegendSample = 28;
    private readonly StringBuilder _svg = new();
    private readonly LinePlot _plot;

    private SvgWriter(LinePlot plot) => _plot = plot;

    /// <summary>Draws it.</summary>
    public static string Write(LinePlot plot)
    {
        var writer = new SvgWriter(plot);
        writer.WriteAll();
        return writer._svg.ToString();
    }

    private void WriteAll()
    {
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img">""");
        Line($"<title>{Escape(_plot.Title)}</title>");
        Line($"{SvgStyle.Sheet}");
        Line($"""<rect class="ground" width="{Width}" height="{Height}" rx="6"/>""");
        Line($"""<text class="title" x="{Left}" y="26">{Escape(_plot.Title)}</text>""");
        WriteGrid();
        foreach (Series series in _plot.Series) WriteCurve(series);
        WriteLegend();
        Line($"</svg>");
    }

    private void WriteGrid()
    {
        foreach (double tick in _plot.X.Ticks)
        {
            double x = XOf(tick);
            Line($"""<line class="grid" x1="{x:F1}" y1="{Top}" x2="{x:F1}" y2="{Bottom}"/>""");
            Line($"""<text x="{x:F1}" y="{Bottom + 20}" text-anchor="middle">{Axis.TextOf(tick)}</text>""");
        }

        foreach (double tick in _plot.Y.Ticks)
        {
            double y = YOf(tick);
            Line($"""<line class="grid" x1="{Left}" y1="{y:F1}" x2="{Right}" y2="{y:F1}"/>""");
            Line($"""<text x="{Left - 8}" y="{y + 4:F1}" text-anchor="end">{Axis.TextOf(tick)}</text>""");
        }

        int middle = (Left + Right) / 2;
        int height = (Top + Bottom) / 2;
        Line($"""<text x="{middle}" y="{Height - 12}" text-anchor="middle">{Escape(_plot.X.Label)}</text>""");
        string upwards = $"translate(18 {height}) rotate(-90)";
        Line($"""<text transform="{upwards}" text-anchor="middle">{Escape(_plot.Y.Label)}</text>""");
    }

    private void WriteCurve(Series series)
    {
        string points = string.Join(' ', series.Points.Select(
            point => string.Create(CultureInfo.InvariantCulture, $"{XOf(point.X):F1},{YOf(point.Y):F1}")));
        Line($"""<polyline class="{ClassOf(series)}" points="{points}"/>""");
        foreach ((double x, double y) in series.Points)
            Line($"""<circle class="d{ColourOf(series)}" cx="{XOf(x):F1}" cy="{YOf(y):F1}" r="3"/>""");
    }

    private void WriteLegend()
    {
        double x = Left;
        double step = (double)(Right - Left) / _plot.Series.Count;
        foreach (Series series in _plot.Series)
        {
            double end = x + LegendSample;
            Line($"""<line class="{ClassOf(series)}" x1="{x:F1}" y1="{LegendTop}" x2="{end:F1}" y2="{LegendTop}"/>""");
            Line($"""<text x="{end + 6:F1}" y="{LegendTop + 4}">{Escape(series.Name)}</text>""");
            x += step;
        }
    }

    private static string ClassOf(Series series) =>
        $"curve c{ColourOf(series)}{(series.IsDashed ? " dashed" : "")}";

    private static int ColourOf(Series series) => series.Colour % SvgStyle.Colours;

    private double XOf(double value) => Left + _plot.X.Place(value) * (Right - Left);

    private double YOf(double value) => Bottom - _plot.Y.Place(value) * (Bottom - Top);

    private static string Escape(string text) => SecurityElement.Escape(text);

    private void Line(FormattableString line) => _svg.Append(FormattableString.Invariant(line)).Append('\n');
}
