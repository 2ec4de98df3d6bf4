using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Reports contracts that no code can be generated for, each with what to write instead.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        ContractDiagnostics.OpenGeneric,
        ContractDiagnostics.NotAccessible,
        ContractDiagnostics.InvalidPath,
        ContractDiagnostics.Empty,
        MemberDiagnostics.Property,
        MemberDiagnostics.Indexer,
        MemberDiagnostics.Event,
        MemberDiagnostics.NotCallable,
        MethodDiagnostics.GenericMethod,
        MethodDiagnostics.ReturnType,
        MethodDiagnostics.OneWayResult,
        MethodDiagnostics.NotRepeatable,
        MethodDiagnostics.DuplicateName,
        MethodDiagnostics.InvalidName,
        MethodDiagnostics.TooManyParameters,
        ParameterDiagnostics.ByReference,
        ParameterDiagnostics.ParamsArray,
        ParameterDiagnostics.RepeatedSpecial,
        ParameterDiagnostics.CallAfterToken,
        ParameterDiagnostics.CallNotOptional,
        TypeDiagnostics.NotSerializable,
        ErrorDiagnostics.AmbiguousCode,
        ErrorDiagnostics.AmbiguousType,
        ErrorDiagnostics.InvalidCode,
        ValidationDiagnostics.NeedsReflection,
        TypeDiagnostics.Misplaced,
        TypeDiagnostics.NotReleasable,
        ContractDiagnostics.Disposable,
        StreamOptionsDiagnostics.NoObservable,
        StreamOptionsDiagnostics.NegativeBuffer,
        StreamOptionsDiagnostics.IgnoredBuffer,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.IsContract())
            return;
        foreach (Diagnostic diagnostic in ContractInspection.Inspect(type, context.CancellationToken))
            context.ReportDiagnostic(diagnostic);
    }
}
