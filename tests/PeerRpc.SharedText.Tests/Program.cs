using System.Globalization;
using System.Runtime.InteropServices;
using SharedText;

namespace PeerRpc.SharedText.Tests;

/// <summary>Appends to a journal in a process of its own, for tests that kill it or limit its files.</summary>
internal static class Program
{
    // What the system sends to a process that writes beyond the limit of its files; that kills it, unless it is caught.
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    public static void Main(string[] arguments)
    {
        using PosixSignalRegistration goesOn = PosixSignalRegistration.Create(
            FileTooLarge, static context => context.Cancel = true);
        using DocumentJournal journal = DocumentJournal.Open(arguments[0], out SharedDocument document);
        Console.WriteLine("ready");
        if (arguments is [_, "asked"])
            AppendWhatIsAsked(journal, document);
        else
            AppendUntilKilled(journal, document);
    }

    private static void AppendWhatIsAsked(DocumentJournal journal, SharedDocument document)
    {
        while (Console.ReadLine() is { } text)
        {
            bool isKept = journal.TryAppend(document.Insert(document.Length, text));
            Console.WriteLine((isKept, journal.AppendError) is (true, null) or (false, not null)
                ? $"kept: {isKept}"
                : $"kept: {isKept}, but the error is {journal.AppendError}");
        }
    }

    private static void AppendUntilKilled(DocumentJournal journal, SharedDocument document)
    {
        // Nobody else kills it when the test has been killed.
        _ = Task.Run(static () =>
        {
            Console.In.ReadToEnd();
            Environment.Exit(1);
        });
        for (int i = 0; ; i++)
        {
            journal.Append(document.Insert(document.Length, $"{i.ToString(CultureInfo.InvariantCulture)} "));
            // What stands here was kept: the append has returned.
            Console.WriteLine(i.ToString(CultureInfo.InvariantCulture));
        }
    }
}
