using System.Text;

namespace PeerRpc.Simulations.Runs;

/// <summary>Describes a failed seed to people.</summary>
internal static class FailureText
{
    private const int MostViolations = 8;
    private const int MostCharacters = 4_000;
    private const int MostEvents = 40;

    public static string Of(SeedResult result)
    {
        var text = new StringBuilder();
        text.Append($"--- seed {result.Seed}, {result.Kind}: {result.Violations.Count} violations");
        foreach (SeedViolation violation in result.Violations.Take(MostViolations))
        {
            string proof = violation.Text.Length > MostCharacters
                ? violation.Text[..MostCharacters] + " ..."
                : violation.Text;
            text.Append($"\n{violation.Rule}: {proof}");
        }
        text.Append($"\n{result.Story}\nThe last events:");
        foreach (string line in result.LastEvents.TakeLast(MostEvents))
            text.Append($"\n  {line}");
        text.Append("\nAgain: dotnet run -c Release --project tests/PeerRpc.Simulations -- ")
            .Append($"--seed {result.Seed} --play {result.Kind} --trace");
        return text.ToString();
    }
}
