using System.Diagnostics;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Peers;

/// <summary>The scripts of a system in Node.js: one per role, in a folder that the build has copied here.</summary>
internal sealed class NodeScripts(string system) : IRoleProgram
{
    /// <summary>The program that runs them.</summary>
    public const string Node = "node";

    private const string LockFile = "package-lock.json";
    private const string InstalledFile = "node_modules/.installed-lock.json";
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(3);

    private string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Node", system);

    /// <inheritdoc/>
    public ProcessStartInfo StartInfo(RoleAssignment assignment)
    {
        var info = new ProcessStartInfo(Node);
        info.ArgumentList.Add(Path.Combine(Folder, $"{assignment.Role.ToString().ToLowerInvariant()}.mjs"));
        if (assignment.Broker is not null) info.ArgumentList.Add(assignment.Broker.OriginalString);
        return info;
    }

    /// <summary>Installs the packages of the lock file, unless that has been done.</summary>
    /// <exception cref="InvalidOperationException">npm is missing or failed.</exception>
    public async Task InstallAsync()
    {
        string wanted = await File.ReadAllTextAsync(Path.Combine(Folder, LockFile));
        string stamp = Path.Combine(Folder, InstalledFile);
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted) return;
        string[] arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
        if (await ForeignTool.TryRunAsync("npm", arguments, Folder, InstallLimit) is null)
            throw new InvalidOperationException($"{system} needs npm, to install its packages into {Folder}.");
        await File.WriteAllTextAsync(stamp, wanted);
    }
}
