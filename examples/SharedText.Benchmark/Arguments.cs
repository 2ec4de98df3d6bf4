using System.Globalization;

namespace SharedText.Benchmark;

/// <summary>What the command line asks for.</summary>
/// <param name="Operations">How many edits make the document.</param>
/// <param name="Keystrokes">How many are then measured one by one.</param>
/// <param name="Seed">Which history.</param>
/// <param name="Readme">The file whose figures are to be written anew, if any.</param>
internal sealed record Arguments(int Operations, int Keystrokes, int Seed, string? Readme)
{
    public static bool TryRead(string[] words, out Arguments arguments)
    {
        arguments = new Arguments(200_000, 20_000, 1, null);
        for (int i = 0; i < words.Length; i += 2)
        {
            if (i + 1 == words.Length)
                return false;
            bool isNumber = int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number);
            switch (words[i])
            {
                case "--operations" when isNumber && number > 0:
                    arguments = arguments with { Operations = number };
                    break;
                case "--keystrokes" when isNumber && number > 0:
                    arguments = arguments with { Keystrokes = number };
                    break;
                case "--seed" when isNumber:
                    arguments = arguments with { Seed = number };
                    break;
                case "--readme":
                    arguments = arguments with { Readme = words[i + 1] };
                    break;
                default:
                    return false;
            }
        }
        return true;
    }
}
