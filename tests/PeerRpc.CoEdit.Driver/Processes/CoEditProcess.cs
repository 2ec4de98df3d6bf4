using System.Diagnostics;
using System.Text;

namespace PeerRpc.CoEdit.Driver.Processes;

/// <summary>CoEdit as a process of its own: somebody's, or a broker.</summary>
internal sealed class CoEditProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private CoEditProcess(string[] arguments)
    {
        string program = typeof(global::CoEdit.Settings).Assembly.Location;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", program, .. arguments])
        {
            RedirectStandardOutput = true,
        };
        // Many run side by side on few cores.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start) ?? throw new InvalidOperationException("Nothing was started.");
    }

    /// <summary>Where its page is.</summary>
    public Uri Page { get; private set; } = new("about:blank");

    /// <summary>Starts a broker.</summary>
    public static async Task<CoEditProcess> StartBrokerAsync(int port)
    {
        var process = new CoEditProcess(["broker", "--port", $"{port}"]);
        await process.SaysAsync("* The broker is at");
        return process;
    }

    /// <summary>Starts somebody's process.</summary>
    public static async Task<CoEditProcess> StartAsync(string name, Uri broker, string folder)
    {
        var process = new CoEditProcess(["--name", name, "--broker", $"{broker}", "--folder", folder]);
        string line = await process.SaysAsync("* Open ");
        process.Page = new Uri(line.Split(' ')[2]);
        return process;
    }

    /// <summary>Ends it at once (SIGKILL): it says nothing to anybody.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>What Ctrl-C does.</summary>
    public async Task LeaveAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task<string> SaysAsync(string beginning)
    {
        try
        {
            return await ReadUntilAsync(beginning);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task<string> ReadUntilAsync(string beginning)
    {
        using var late = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            _output.AppendLine(line);
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line;
        }
        throw new InvalidOperationException($"CoEdit did not say '{beginning}', but:\n{_output}");
    }
}
