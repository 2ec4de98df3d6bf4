using System.ComponentModel;
using System.Diagnostics;

namespace PeerRpc.Benchmarks.Peers;

/// <summary>A program of somebody else that the machine may have.</summary>
internal static class ForeignTool
{
    /// <summary>Runs it and gives what it writes; null if the machine does not have it.</summary>
    /// <param name="name">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it runs; null for here.</param>
    /// <param name="limit">How long it may take.</param>
    /// <exception cref="InvalidOperationException">It failed; what it wrote is in the message.</exception>
    /// <exception cref="TimeoutException">It took too long, and was ended.</exception>
    public static async Task<string?> TryRunAsync(
        string name, IReadOnlyList<string> arguments, string? folder, TimeSpan limit)
    {
        using Process? process = TryStart(name, arguments, folder);
        if (process is null) return null;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{name} {string.Join(' ', arguments)} took longer than {limit}.");
        }

        if (process.ExitCode == 0) return (await output).Trim();
        throw new InvalidOperationException(
            $"{name} {string.Join(' ', arguments)} failed with {process.ExitCode}:\n{await errors}{await output}");
    }

    private static Process? TryStart(string name, IReadOnlyList<string> arguments, string? folder)
    {
        var info = new ProcessStartInfo(name)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (string argument in arguments) info.ArgumentList.Add(argument);
        try
        {
            return Process.Start(info);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
