using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using PeerRpc.Broker;
using PeerRpc.Client;
using PeerRpc.Docs.Tests.Repository;

namespace PeerRpc.Docs.Tests.Facts;

/// <summary>The documentation names every option, with the default that it really has.</summary>
public class OptionTableTests
{
    public static TheoryData<Type> OptionClasses => [typeof(PeerClientOptions), typeof(PeerBrokerOptions)];

    [Theory]
    [MemberData(nameof(OptionClasses))]
    public void OptionTable_OfOperations_HasEveryOptionWithItsDefault(Type options)
    {
        object defaults = Activator.CreateInstance(options)!;
        IEnumerable<string> expected = options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{property.Name}: {Describe(property.Name, property.GetValue(defaults))}");

        IEnumerable<string> documented = MarkdownTable.Rows("docs/operations.md", $"### `{options.Name}`")
            .Where(row => row[0] != "Option")
            .Select(row => $"{row[0]}: {row[1]}");

        Findings.AssertSame(expected, documented);
    }

    [Fact]
    public void LimitTable_OfGuarantees_NamesOptionsWithTheirDefaults()
    {
        object[] defaults = [new PeerClientOptions(), new PeerBrokerOptions()];
        IEnumerable<string> documented = MarkdownTable.Rows("docs/guarantees.md", "## Limits")
            .Where(row => row[2].Contains('.', StringComparison.Ordinal))
            .Select(row => $"{row[2]}: {row[1]}");

        HashSet<string> real = [.. defaults.SelectMany(
            options => options.GetType().GetProperties(),
            (options, property) =>
                $"{options.GetType().Name}.{property.Name}: {Describe(property.Name, property.GetValue(options))}")];

        Findings.AssertNone(documented.Where(row => !real.Contains(row)));
    }

    private static string Describe(string name, object? value) => value switch
    {
        null => "none",
        Enum choice => choice.ToString(),
        bool on => on ? "on" : "off",
        string text => text,
        TimeSpan span when span == Timeout.InfiniteTimeSpan => "never",
        TimeSpan span => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds} s"),
        int number when name.EndsWith("Bytes", StringComparison.Ordinal) => Bytes(number),
        long number when name.EndsWith("Bytes", StringComparison.Ordinal) => Bytes(number),
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        IEnumerable<string> list when list.Any() => string.Join(", ", list.Select(item => item.Split('/')[^1])),
        IEnumerable list when !list.GetEnumerator().MoveNext() => "none",
        NullLoggerFactory => "none",
        TimeProvider time when time == TimeProvider.System => "the system's",
        _ => throw new InvalidOperationException($"Say here how the default of {name} stands in the documentation."),
    };

    private static string Bytes(long number) => number % (1024 * 1024) == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{number / (1024 * 1024)} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{number / 1024} KiB");
}
