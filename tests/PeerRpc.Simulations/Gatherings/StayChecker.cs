using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations.Gatherings;

/// <summary>Checks what members got against what was sent.</summary>
/// <remarks>
/// 1. Of each sender the messages come in its order, each once, and none that the broker has refused. 2. A membership
/// falls into parts, between which nobody knows how much was missed. What the broker took while a part lasted, and
/// before something that came in it, has come or was counted as missed. 3. No more was counted than can be missing.
/// </remarks>
/// <param name="log">What has happened.</param>
/// <param name="mayForget">Whether there was a reason for nobody to know what was missed.</param>
internal sealed class StayChecker(GatheringLog log, bool mayForget)
{
    private readonly ILookup<string, Sending> _ofGroups = log.Sendings.ToLookup(sending => sending.Note.Group);

    /// <summary>Finds what must not be.</summary>
    public IEnumerable<SeedViolation> Check() => log.Attendances.SelectMany(attendance =>
    {
        Sending[] got = [.. attendance.Stays.SelectMany(stay => stay.Items).Select(item => item.Sending)
            .OfType<Sending>()];
        Sending[] missing = [.. _ofGroups[attendance.Group].Except(got)
            .Where(sending => sending.Sender != attendance.PeerId && !sending.IsRefused)];
        return CheckOrder(attendance, got)
            .Concat(attendance.Stays.SelectMany(stay => CheckStay(stay, missing)));
    });

    private static IEnumerable<SeedViolation> CheckOrder(Attendance attendance, Sending[] all)
    {
        var last = new Dictionary<(int Process, bool IsCall), int>();
        foreach (Sending got in all)
        {
            (int Process, bool IsCall) lane = (got.Note.Process, got.IsCall);
            if (got.Note.Number <= last.GetValueOrDefault(lane))
                yield return new SeedViolation("GroupOrder", $"{attendance} got {got} behind {last[lane]}");
            if (got.IsRefused)
                yield return new SeedViolation("GroupNoMeansNever", $"{attendance} got {got}");
            last[lane] = got.Note.Number;
        }
    }

    private IEnumerable<SeedViolation> CheckStay(Stay stay, Sending[] missing)
    {
        foreach (StayPart part in StayPart.Of(stay))
        {
            if (part.IsForgotten && !mayForget)
                yield return new SeedViolation("GroupForgotten", $"{stay.Attendance} was told so at {part.Since}");
            Sending[] certain = [.. missing.Where(part.HasCertainly)];
            if (certain.Length > part.Missed)
            {
                yield return new SeedViolation(
                    "GroupLost",
                    $"{stay.Attendance} missed {part.Missed}, and has not got "
                        + $"{string.Join(" | ", certain.AsEnumerable())}; it has got {part}");
            }
            if (part.Missed > missing.Count(part.MayHave))
            {
                yield return new SeedViolation(
                    "GroupGap",
                    $"{stay.Attendance} missed {part.Missed}, of {string.Join(" | ", missing.Where(part.MayHave))}; "
                        + $"it has got {part}");
            }
        }
    }
}
