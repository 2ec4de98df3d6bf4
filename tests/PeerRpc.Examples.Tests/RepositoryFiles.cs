namespace PeerRpc.Examples.Tests;

/// <summary>Finds files of the repository from where the tests run.</summary>
internal static class RepositoryFiles
{
    // .../tests/PeerRpc.Examples.Tests/bin/<configuration>/<framework>
    private static readonly DirectoryInfo Here = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The assembly of an example, built in the configuration of the tests.</summary>
    public static string ExampleAssembly(string name) =>
        PathOf(Path.Combine("examples", name, "bin", Here.Parent!.Name, Here.Name, $"{name}.dll"));

    private static string FindRoot()
    {
        DirectoryInfo? at = Here;
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "PeerRpc.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
