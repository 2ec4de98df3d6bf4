using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>
/// Reports <c>RegisterController(new Chat())</c>: the compiler infers the class, for which there is no contract.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegistrationAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that lists the contracts of the class, separated by semicolons.</summary>
    internal const string ContractsProperty = "Contracts";

    private static readonly string[] Methods = ["RegisterController", "AddController"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [UsageDiagnostics.InferredClass];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var invocation = (IInvocationOperation)context.Operation;
        IMethodSymbol method = invocation.TargetMethod;
        if (!Methods.Contains(method.Name)
            || method.TypeArguments.FirstOrDefault() is not INamedTypeSymbol { TypeKind: TypeKind.Class } type
            || NameIn(invocation.Syntax) is not IdentifierNameSyntax name)
        {
            return;
        }
        string[] contracts =
        [
            .. type.AllInterfaces.Where(i => i.IsContract()).Select(
                i => i.ToMinimalDisplayString(invocation.SemanticModel!, name.SpanStart)),
        ];
        if (contracts.Length == 0)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            UsageDiagnostics.InferredClass,
            name.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(ContractsProperty, string.Join(";", contracts)),
            type.Name,
            method.Name,
            string.Join(" or ", contracts)));
    }

    // A generic name here means that the type arguments are written out.
    private static SimpleNameSyntax? NameIn(SyntaxNode syntax) =>
        (syntax as InvocationExpressionSyntax)?.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
}
