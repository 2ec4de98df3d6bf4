namespace SharedText.Benchmark;

/// <summary>Measures documents.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] words)
    {
        if (words is [OpeningProcess.Command, var path])
            return OpeningProcess.Open(path);
        if (!Arguments.TryRead(words, out Arguments arguments))
        {
            await Console.Error.WriteLineAsync(
                "Options: --operations N, --keystrokes N, --seed N, --readme FILE (writes the figures there)");
            return 2;
        }
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sharedtext-benchmark-");
        try
        {
            var workload = new Workload(arguments, folder.FullName);
            await workload.RunAsync();
            Console.WriteLine(workload.Table);
            if (arguments.Readme is { } readme)
                ReadmeFigures.Write(readme, workload.Table);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
