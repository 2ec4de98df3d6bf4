using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerRpc.Docs.Tests.Repository;

namespace PeerRpc.Docs.Tests.Facts;

/// <summary>A log message that the source declares.</summary>
/// <param name="Id">The event id.</param>
/// <param name="Level">The level.</param>
/// <param name="File">Where it is declared.</param>
internal sealed record LogEvent(string Id, string Level, string File)
{
    /// <summary>All that there are.</summary>
    public static IReadOnlyList<LogEvent> All { get; } = [.. SourceFile.All.SelectMany(Read)];

    private static IEnumerable<LogEvent> Read(SourceFile file) => file.Root.DescendantNodes()
        .OfType<AttributeSyntax>()
        .Where(attribute => attribute.Name.ToString() == "LoggerMessage")
        .Select(attribute => attribute.ArgumentList!.Arguments)
        .Select(arguments => new LogEvent(
            arguments[0].Expression.ToString(),
            ((MemberAccessExpressionSyntax)arguments[1].Expression).Name.Identifier.Text,
            file.Path));
}
