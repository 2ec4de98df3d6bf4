using CoEdit.Documents;

namespace PeerRpc.CoEdit.Tests;

/// <summary>Changes of any shape, also those that no page makes.</summary>
internal static class RandomChanges
{
    public static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => (char)random.Next('a', 'f')));

    public static TextOperation Next(Random random, int length)
    {
        TextOperation change = [];
        while (random.Next(5) > 0)
        {
            int count = random.Next(length + 1);
            switch (random.Next(3))
            {
                case 0:
                    change.Add(new TextPart(Keep: count));
                    length -= count;
                    break;
                case 1:
                    change.Add(new TextPart(Remove: count));
                    length -= count;
                    break;
                case 2:
                    change.Add(new TextPart(Insert: new string((char)random.Next('A', 'F'), random.Next(4))));
                    break;
            }
        }
        return change;
    }
}
