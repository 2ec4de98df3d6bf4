using System.Diagnostics;
using System.Text;

namespace PeerRpc.Examples.Tests.Processes;

/// <summary>An example that runs as a process of its own. Every wait ends by itself.</summary>
internal sealed class ExampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Lock _gate = new(); // guards everything below
    private readonly StringBuilder _output = new();
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ExampleProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, data) => Append(data.Data);
        _process.ErrorDataReceived += (_, data) => Append(data.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What the process has written so far, errors among the rest.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
                return _output.ToString();
        }
    }

    public static ExampleProcess Start(string example, params string[] arguments) =>
        Start(example, new Dictionary<string, string>(), arguments);

    public static ExampleProcess Start(
        string example, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", RepositoryFiles.ExampleAssembly(example), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryFiles.Root,
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return new ExampleProcess(start);
    }

    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits until the process has written a text.</summary>
    public async Task SeesAsync(string text)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            Task grown;
            lock (_gate)
            {
                if (_output.ToString().Contains(text, StringComparison.Ordinal))
                    return;
                grown = _grown.Task;
            }
            TimeSpan left = Patience - Stopwatch.GetElapsedTime(start);
            Task first = await Task.WhenAny(grown, _process.WaitForExitAsync(), Delay(left));
            if (first != grown && !Output.Contains(text, StringComparison.Ordinal))
                Assert.Fail($"'{text}' did not come. This came:\n{Output}");
        }
    }

    /// <summary>Waits until the process has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>
    /// What Ctrl-C does in a terminal. In the background of a shell processes are deaf to it, and so are their
    /// children; there it is what a service manager does instead.
    /// </summary>
    public async Task InterruptAsync()
    {
        string signal = await IsInterruptIgnoredAsync() ? "-TERM" : "-INT";
        using Process kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
    }

    private async Task<bool> IsInterruptIgnoredAsync()
    {
        const int Interrupt = 2;
        string status = $"/proc/{_process.Id}/status";
        if (!File.Exists(status))
            return false;
        string[] lines = await File.ReadAllLinesAsync(status);
        string line = lines.Single(l => l.StartsWith("SigIgn:", StringComparison.Ordinal));
        ulong ignored = Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16);
        return (ignored & (1UL << (Interrupt - 1))) != 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        _process.Dispose();
    }

    private static Task Delay(TimeSpan left) => Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);

    private void Append(string? line)
    {
        if (line is null)
            return;
        TaskCompletionSource grown;
        lock (_gate)
        {
            _output.AppendLine(line);
            grown = _grown;
            _grown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        grown.SetResult();
    }
}
