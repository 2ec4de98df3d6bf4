using System.Globalization;
using SharedText;

namespace PeerRpc.SharedText.Tests;

/// <summary>Appends to a journal in a process of its own, until it is killed: for the test that kills it.</summary>
internal static class Program
{
    public static void Main(string[] arguments)
    {
        using DocumentJournal journal = DocumentJournal.Open(arguments[0], out SharedDocument document);
        Console.WriteLine("ready");
        for (int i = 0; ; i++)
        {
            journal.Append(document.Insert(document.Length, $"{i.ToString(CultureInfo.InvariantCulture)} "));
            // What stands here was kept: the append has returned.
            Console.WriteLine(i.ToString(CultureInfo.InvariantCulture));
        }
    }
}
