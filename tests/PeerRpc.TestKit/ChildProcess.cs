using System.Diagnostics;
using System.Globalization;

namespace PeerRpc.TestKit;

/// <summary>A process that a test has started and can kill; it ends with the test, whatever happens.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const string Ready = "ready";

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>What stood behind <c>ready</c> in the line with which the process reported.</summary>
    public string Report { get; private set; } = "";

    /// <summary>Runs an assembly with <c>dotnet</c> and waits until it reports that it is ready.</summary>
    /// <param name="assembly">The path of the assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<ChildProcess> StartAsync(string assembly, params string[] arguments) =>
        StartAsync(assembly, arguments, new Dictionary<string, string>());

    /// <summary>Runs an assembly with variables of its own and waits until it reports that it is ready.</summary>
    /// <param name="assembly">The path of the assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="variables">Variables of its environment.</param>
    public static async Task<ChildProcess> StartAsync(
        string assembly, string[] arguments, IReadOnlyDictionary<string, string> variables)
    {
        // Standard error stays that of the test, so that an unhandled exception of the child is seen.
        var info = new ProcessStartInfo(Host) { RedirectStandardInput = true, RedirectStandardOutput = true };
        info.ArgumentList.Add(assembly);
        foreach (string argument in arguments)
            info.ArgumentList.Add(argument);
        foreach ((string name, string value) in variables)
            info.Environment[name] = value;
        Process process = Process.Start(info) ?? throw new InvalidOperationException("Nothing was started.");
        var child = new ChildProcess(process);
        try
        {
            string line = await child._process.StandardOutput.ReadLineAsync().WithinLimitAsync() ?? "";
            if (!line.StartsWith(Ready, StringComparison.Ordinal))
                throw new InvalidOperationException($"{Path.GetFileName(assembly)} said '{line}', not '{Ready}'.");
            child.Report = line[Ready.Length..].Trim();
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended, for whatever reason.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Writes a line to its input.</summary>
    public async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line).WithinLimitAsync();
        await _process.StandardInput.FlushAsync().WithinLimitAsync();
    }

    /// <summary>Reads the next line of its output.</summary>
    public async Task<string> AnswerAsync() => await _process.StandardOutput.ReadLineAsync().WithinLimitAsync() ?? "";

    /// <summary>Reads the next line of its output, which may take that long.</summary>
    public async Task<string> AnswerAsync(TimeSpan limit) =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(limit) ?? "";

    /// <summary>Sends it a signal, for example <c>STOP</c> or <c>CONT</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WithinLimitAsync();
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"SIG{signal} could not be sent: exit code {kill.ExitCode}.");
    }

    /// <summary>How much memory it has now, in bytes.</summary>
    public long ResidentBytes()
    {
        string line = File.ReadLines($"/proc/{Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Ends the process at once (SIGKILL): it says nothing to anybody.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WithinLimitAsync();
    }

    /// <summary>Closes its input, and waits until it has ended.</summary>
    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WithinLimitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    // The test host may be an executable of its own; then it says where its runtime is.
    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
