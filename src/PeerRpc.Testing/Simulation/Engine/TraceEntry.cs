using System.Globalization;

namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>One thing that happened; made into text only if somebody looks.</summary>
/// <param name="At">When, in ticks since the beginning.</param>
/// <param name="Kind">What.</param>
/// <param name="Subject">To whom.</param>
/// <param name="Detail">What exactly; null for nothing.</param>
/// <param name="Number">How many bytes, or which one.</param>
internal readonly record struct TraceEntry(long At, TraceKind Kind, string Subject, string? Detail, long Number)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{TimeSpan.FromTicks(At):hh\\:mm\\:ss\\.ffffff} {Kind,-8} {Subject} {Detail}{NumberText}").TrimEnd();

    private string NumberText => Kind is TraceKind.Send or TraceKind.Arrive or TraceKind.Read
        ? $" {Number} bytes"
        : "";
}
