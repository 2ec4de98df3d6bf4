using System.Diagnostics;
using System.Globalization;
using PeerRpc.Simulations.Options;
using PeerRpc.Simulations.Runs;

namespace PeerRpc.Simulations.Planted;

/// <summary>Plants one bug after another in a copy of the product, and lets seeds look for each.</summary>
/// <remarks>
/// 1. The source is copied once, with what was built of it. 2. A bug is planted, and its project alone is built. 3. A
/// copy of this program, with that one assembly in it, runs seeds until the first one that finds something. 4. The file
/// is put back.
/// </remarks>
/// <param name="command">Which bugs and seeds.</param>
/// <param name="output">Where to write what became of them.</param>
internal sealed class PlantedRun(SimulationsCommand command, TextWriter output)
{
    private const string ProgramName = "PeerRpc.Simulations.dll";

    /// <summary>Looks for all bugs, or for the one that is asked for.</summary>
    /// <returns>Zero if enough of them were found.</returns>
    public int Run()
    {
        PlantedBug[] bugs = [.. PlantedBugs.All.Where(bug => command.Only is null || bug.Name == command.Only)];
        if (bugs.Length == 0)
        {
            output.WriteLine($"There is no planted bug '{command.Only}'.");
            return 2;
        }
        using var copy = new SourceCopy(RepositoryRoot.Find());
        string program = copy.NewFolder("program");
        SourceCopy.CopyFolder(AppContext.BaseDirectory, program);
        int missed = 0;
        foreach (PlantedBug bug in bugs)
        {
            PlantedResult result = Look(copy, program, bug);
            missed += result.IsFound ? 0 : 1;
            output.WriteLine($"{(result.IsFound ? "found " : "MISSED")} {bug.Name,-40} {result.Text}");
        }
        output.WriteLine($"{bugs.Length - missed} of {bugs.Length} found");
        return missed * 20 > bugs.Length ? 1 : 0;
    }

    private PlantedResult Look(SourceCopy copy, string program, PlantedBug bug)
    {
        long begin = Stopwatch.GetTimestamp();
        string assembly = $"{bug.Project}.dll";
        string built = Path.Combine(copy.ProjectOf(bug), "bin", "Release", "net10.0", assembly);
        using (copy.Plant(bug))
        {
            (int code, string text) = Execute(
                "build", copy.ProjectOf(bug), "-c", "Release", "--no-restore", "--no-dependencies", "-v", "q",
                "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false");
            if (code != 0)
                throw new InvalidOperationException($"'{bug.Name}' does not compile:\n{text}");
        }
        string original = Path.Combine(AppContext.BaseDirectory, assembly);
        File.Copy(built, Path.Combine(program, assembly), overwrite: true);
        (int ended, string told) = Execute(
            Path.Combine(program, ProgramName), "--play", $"{bug.Kind}", "--until-found",
            "--jobs", Number(command.Jobs), "--seeds", Number(command.Seeds),
            "--from", command.From.ToString(CultureInfo.InvariantCulture));
        File.Copy(original, Path.Combine(program, assembly), overwrite: true);
        string found = told.Split('\n')
            .FirstOrDefault(line => line.StartsWith(SeedBatch.FoundMark, StringComparison.Ordinal))
            ?? (ended == 0 ? $"not by {command.Seeds} seeds" : $"the program ended with {ended}");
        string took = string.Create(
            CultureInfo.InvariantCulture, $"({Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s)");
        return new PlantedResult(bug, ended != 0, $"{found} {took}");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static (int Code, string Output) Execute(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)
            ?? throw new InvalidOperationException("The process could not be started.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
