using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerRpc.Generators.Diagnostics;

namespace PeerRpc.Generators.CodeFixes;

/// <summary>
/// Writes the contract into <c>RegisterController(new Chat())</c>; offers one fix for each contract of the class.
/// </summary>
/// <remarks>
/// It stands in an assembly of its own because it needs workspaces, which the compiler does not have: only an IDE loads
/// it.
/// </remarks>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InferredClassCodeFix))]
public sealed class InferredClassCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UsageDiagnostics.InferredClass.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span) is not IdentifierNameSyntax name)
            return;
        Diagnostic diagnostic = context.Diagnostics[0];
        string contracts = diagnostic.Properties[RegistrationAnalyzer.ContractsProperty] ?? "";
        foreach (string contract in contracts.Split(';'))
        {
            CodeAction action = CodeAction.Create(
                $"Write {name.Identifier.ValueText}<{contract}>(...)",
                _ => Task.FromResult(WriteContract(context.Document, root, name, contract)),
                equivalenceKey: contract);
            context.RegisterCodeFix(action, diagnostic);
        }
    }

    private static Document WriteContract(
        Document document, SyntaxNode root, IdentifierNameSyntax name, string contract)
    {
        TypeArgumentListSyntax arguments =
            SyntaxFactory.TypeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.ParseTypeName(contract)));
        GenericNameSyntax generic = SyntaxFactory.GenericName(name.Identifier, arguments).WithTriviaFrom(name);
        return document.WithSyntaxRoot(root.ReplaceNode(name, generic));
    }
}
