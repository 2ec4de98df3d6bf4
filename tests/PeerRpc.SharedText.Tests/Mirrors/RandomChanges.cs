using SharedText.Mirrors;

namespace PeerRpc.SharedText.Tests.Mirrors;

/// <summary>Changes of any shape, also those that nobody makes by typing.</summary>
internal static class RandomChanges
{
    public static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next('a', 'f')));

    public static TextOperation Next(Random random, int length)
    {
        List<TextPart> parts = [];
        while (random.Next(5) > 0)
        {
            int count = random.Next(length + 1);
            switch (random.Next(3))
            {
                case 0:
                    parts.Add(new TextPart(Keep: count));
                    length -= count;
                    break;
                case 1:
                    parts.Add(new TextPart(Remove: count));
                    length -= count;
                    break;
                case 2:
                    parts.Add(new TextPart(Insert: new string((char)random.Next('A', 'F'), random.Next(4))));
                    break;
            }
        }
        return new TextOperation(parts);
    }
}
