using System.Globalization;
using PeerRpc.Testing.Tests.Simulation;

namespace PeerRpc.Testing.Tests;

/// <summary>Runs seeds in a process of their own, for the test that compares it with this one.</summary>
internal static class Program
{
    public static void Main(string[] arguments)
    {
        ulong first = ulong.Parse(arguments[0], CultureInfo.InvariantCulture);
        ulong count = ulong.Parse(arguments[1], CultureInfo.InvariantCulture);
        IEnumerable<string> hashes = Enumerable.Range(0, (int)count)
            .Select(i => MixedWorkload.Run(first + (ulong)i).TraceHash.ToString("x16", CultureInfo.InvariantCulture));
        Console.WriteLine($"ready {string.Join(' ', hashes)}");
    }
}
