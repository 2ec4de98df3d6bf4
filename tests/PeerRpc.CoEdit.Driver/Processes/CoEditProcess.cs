using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace PeerRpc.CoEdit.Driver.Processes;

/// <summary>CoEdit as a process of its own: somebody's, or a broker.</summary>
internal sealed class CoEditProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Channel<string> _errors = Channel.CreateUnbounded<string>(); // as many as a test lets it say

    private CoEditProcess(string[] arguments)
    {
        string program = typeof(global::CoEdit.Settings).Assembly.Location;
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        // Where a file may not grow, writing fails and does not kill.
        var start = new ProcessStartInfo("env", ["--ignore-signal=XFSZ", host, "exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Many run side by side on few cores.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        _process = Process.Start(start) ?? throw new InvalidOperationException("Nothing was started.");
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
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

    /// <summary>The next thing that it says is wrong.</summary>
    public async Task<string> ComplaintAsync() => await _errors.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>It can write no file any more, as on a full disk; or it can again.</summary>
    public async Task LimitFilesAsync(bool isFull)
    {
        string limit = isFull ? "--fsize=4:unlimited" : "--fsize=unlimited:unlimited";
        using Process prlimit = Process.Start("prlimit", ["--pid", $"{_process.Id}", limit]);
        await prlimit.WaitForExitAsync().WaitAsync(Patience);
        if (prlimit.ExitCode != 0)
            throw new InvalidOperationException($"The limit could not be set: exit code {prlimit.ExitCode}.");
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

    // Seen in the output of the test, too.
    private void Note(string? line)
    {
        if (line is null)
            return;
        Console.Error.WriteLine(line);
        _errors.Writer.TryWrite(line);
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
