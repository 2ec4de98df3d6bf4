using PeerRpc.Simulations.Planted;

namespace PeerRpc.Simulations.Tests.Planted;

/// <summary>The list of planted bugs is true of the source as it is now.</summary>
public sealed class PlantedBugTests
{
    public static TheoryData<string> AllNames => [.. PlantedBugs.All.Select(bug => bug.Name)];

    [Theory]
    [MemberData(nameof(AllNames))]
    public void ApplyTo_TheSourceAsItIs_ChangesIt(string name)
    {
        PlantedBug bug = PlantedBugs.All.Single(bug => bug.Name == name);
        string source = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "src", bug.File));

        Assert.NotEqual(source, bug.ApplyTo(source));
    }

    [Theory]
    [InlineData("nothing of it")]
    [InlineData("one text and one text")]
    public void ApplyTo_SourceWithoutExactlyOneText_Throws(string source)
    {
        var bug = new PlantedBug("a bug", "A/B.cs", "one text", "another one");

        var error = Assert.Throws<InvalidOperationException>(() => bug.ApplyTo(source));

        Assert.Contains("'a bug'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_AreTwentyAtLeast_AndHaveNamesOfTheirOwn()
    {
        Assert.True(PlantedBugs.All.Count >= 20);
        Assert.Distinct(PlantedBugs.All.Select(bug => bug.Name));
    }
}
