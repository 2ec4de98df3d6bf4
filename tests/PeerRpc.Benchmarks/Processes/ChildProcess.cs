using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>A child process as the program sees it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly EchoRole _role;
    private Process _measured;

    private ChildProcess(Process process, EchoRole role)
    {
        _process = _measured = process;
        _role = role;
    }

    /// <summary>Where it listens, if it is a broker.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Starts a process and waits until it is ready.</summary>
    public static async Task<ChildProcess> StartAsync(RoleAssignment assignment, IRoleProgram program)
    {
        ProcessStartInfo info = program.StartInfo(assignment);
        // Standard error stays that of the program, so an unhandled exception of a child is seen.
        info.RedirectStandardInput = info.RedirectStandardOutput = true;
        Process process = Process.Start(info)
            ?? throw new InvalidOperationException("The child process did not start.");
        var child = new ChildProcess(process, assignment.Role);
        try
        {
            child.OnReady(await child.ReadAsync(RoleCommand.Ready, StartLimit));
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a command and waits for the reply.</summary>
    /// <exception cref="TimeoutException">The reply did not come within the limit.</exception>
    public async Task<T> AskAsync<T>(string command, JsonTypeInfo<T> type, TimeSpan limit)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return JsonSerializer.Deserialize(await ReadAsync(RoleCommand.Ok, limit), type)
            ?? throw new InvalidDataException("The reply is null.");
    }

    /// <summary>Processor time used so far, user and kernel, as the operating system counts it (10 ms steps).</summary>
    public TimeSpan ReadProcessorTime()
    {
        _measured.Refresh();
        return _measured.TotalProcessorTime;
    }

    /// <summary>Ends the process by closing its input; kills it if it does not go.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(ExitLimit);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        finally
        {
            _measured.Dispose();
            _process.Dispose();
        }
    }

    private async Task<string> ReadAsync(string expected, TimeSpan limit)
    {
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(limit);
        if (line is null) throw new InvalidOperationException($"The {_role} ended unexpectedly.");
        string[] words = line.Split(' ', count: 2);
        if (words[0] != expected) throw new InvalidOperationException($"The {_role} replied: {line}");
        return words.Length > 1 ? words[1] : "";
    }

    private void OnReady(string rest)
    {
        string[] words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Address = words.Length > 0 ? new Uri(words[0]) : null;
        if (words.Length > 1) _measured = Process.GetProcessById(int.Parse(words[1], CultureInfo.InvariantCulture));
    }
}
