using Xunit;

namespace PeerRpc.Core.Tests.Protocol;

public class MustCoverageTests
{
    private const string Trait = "Must";

    [Fact]
    public void Protocol_EveryMust_IsNamedByATest()
    {
        HashSet<string> named = [.. InThisAssembly(), .. InOtherSources(ProtocolDocument.Musts())];

        string[] missing = [.. ProtocolDocument.Musts().Where(id => !named.Contains(id))];

        Assert.True(missing.Length == 0, $"No test names {string.Join(", ", missing)}.");
    }

    [Fact]
    public void Protocol_EveryMust_HasAnIdOfItsOwn()
    {
        IReadOnlyList<string> musts = ProtocolDocument.Musts();

        Assert.Equal(musts.Distinct(), musts);
        Assert.True(musts.Count > 80);
    }

    [Fact]
    public void Tests_EveryIdThatTheyName_IsInTheProtocol() =>
        Assert.Empty(InThisAssembly().Except(ProtocolDocument.Musts()));

    [Fact]
    public void Protocol_EveryExample_IsReadByATest()
    {
        string folder = Path.Combine(ProtocolDocument.RepositoryRoot, "tests", "PeerRpc.Core.Tests");
        string sources = string.Concat(
            Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        Assert.All(
            ProtocolDocument.Examples(), id => Assert.Contains($"\"{id}\"", sources, StringComparison.Ordinal));
    }

    private static IEnumerable<string> InThisAssembly() =>
        from type in typeof(MustCoverageTests).Assembly.GetTypes()
        from method in type.GetMethods()
        from trait in method.CustomAttributes
        where trait.AttributeType == typeof(TraitAttribute)
        where (string)trait.ConstructorArguments[0].Value! == Trait
        select (string)trait.ConstructorArguments[1].Value!;

    // The broker's tests are another assembly, which this one does not load: their sources name the ids.
    private static IEnumerable<string> InOtherSources(IReadOnlyList<string> musts)
    {
        string tests = Path.Combine(ProtocolDocument.RepositoryRoot, "tests");
        string[] sources = [.. Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("PeerRpc.Core.Tests", StringComparison.Ordinal))
            .Select(File.ReadAllText)];
        return musts.Where(id => Array.Exists(
            sources, source => source.Contains($"[Trait(\"{Trait}\", \"{id}\")]", StringComparison.Ordinal)));
    }
}
