using System.Reflection;
using PeerRpc.Docs.Tests.Repository;

namespace PeerRpc.Docs.Tests.PublicApi;

/// <summary>What users can see of the packages changes only together with the files in <c>docs/api</c>.</summary>
public class PublicApiTests
{
    private const string Rewrite = "PEERRPC_REWRITE_API";

    public static TheoryData<string> Packages =>
        ["PeerRpc.Abstractions", "PeerRpc.Core", "PeerRpc.Client", "PeerRpc.Broker", "PeerRpc.Testing"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicApi_OfPackage_IsAsListed(string package)
    {
        string path = RepositoryRoot.Path($"docs/api/{package}.txt");
        string actual = ApiListing.Of(Assembly.Load(package));
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        string listed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";

        Assert.True(
            listed == actual,
            $"docs/api/{package}.txt differs from the assembly. If the change is meant, run the test with {Rewrite}=1 "
                + $"and review the difference.{Environment.NewLine}{FirstDifference(listed, actual)}");
    }

    private static string FirstDifference(string listed, string actual)
    {
        string[] before = listed.Split('\n');
        string[] now = actual.Split('\n');
        int line = Enumerable.Range(0, int.Max(before.Length, now.Length)).FirstOrDefault(
            i => before.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        return $"Line {line + 1}, listed: {before.ElementAtOrDefault(line)}{Environment.NewLine}"
            + $"Line {line + 1}, now:    {now.ElementAtOrDefault(line)}";
    }
}
