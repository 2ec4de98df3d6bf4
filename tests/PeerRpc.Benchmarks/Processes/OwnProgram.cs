using System.Diagnostics;

namespace PeerRpc.Benchmarks.Processes;

/// <summary>This same program, with the hidden verb.</summary>
internal sealed class OwnProgram : IRoleProgram
{
    /// <inheritdoc/>
    public ProcessStartInfo StartInfo(RoleAssignment assignment)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The program has no path.");
        var info = new ProcessStartInfo(program);
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            info.ArgumentList.Add(typeof(OwnProgram).Assembly.Location);
        foreach (string argument in assignment.ToArguments()) info.ArgumentList.Add(argument);
        return info;
    }
}
