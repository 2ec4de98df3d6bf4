namespace PeerRpc.Docs.Tests.Repository;

/// <summary>What a check of the repository has found.</summary>
internal static class Findings
{
    /// <summary>
    /// Fails with all findings, one to a line; the assertions of the test library show only the first few.
    /// </summary>
    public static void AssertNone(IEnumerable<string> findings)
    {
        string[] all = [.. findings];
        Assert.True(all.Length == 0, string.Join(Environment.NewLine, all));
    }

    /// <summary>Fails with what stands in only one of two lists.</summary>
    public static void AssertSame(IEnumerable<string> source, IEnumerable<string> documented)
    {
        string[] real = [.. source];
        string[] written = [.. documented];
        AssertNone([
            .. real.Except(written).Select(text => $"Only in the source:        {text}"),
            .. written.Except(real).Select(text => $"Only in the documentation: {text}"),
            .. written.CountBy(text => text)
                .Where(count => count.Value > 1)
                .Select(count => $"Documented twice:          {count.Key}"),
        ]);
    }
}
