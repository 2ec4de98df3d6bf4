using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerRpc.Docs.Tests.Repository;

namespace PeerRpc.Docs.Tests.Facts;

/// <summary>The table of instruments in <c>docs/operations.md</c> has each that the source creates.</summary>
public class TelemetryTableTests
{
    private static readonly string[] Creators =
    [
        "CreateCounter", "CreateUpDownCounter", "CreateHistogram", "CreateGauge",
        "CreateObservableCounter", "CreateObservableUpDownCounter", "CreateObservableGauge",
    ];

    [Fact]
    public void MeterTable_OfOperations_HasEveryInstrument()
    {
        IEnumerable<string> created = SourceFile.All
            .SelectMany(file => file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Where(call => Creators.Contains(NameOf(call)))
            .Select(call => call.ArgumentList.Arguments[0].Expression)
            .Where(name => name.IsKind(SyntaxKind.StringLiteralExpression))
            .Select(name => ((LiteralExpressionSyntax)name).Token.ValueText);

        IEnumerable<string> documented = MarkdownTable.Rows("docs/operations.md", "### Meters")
            .Where(row => row[0] != "Instrument")
            .Select(row => row[0]);

        Findings.AssertSame(created, documented);
    }

    private static string NameOf(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name: SimpleNameSyntax name } ? name.Identifier.Text : "";
}
