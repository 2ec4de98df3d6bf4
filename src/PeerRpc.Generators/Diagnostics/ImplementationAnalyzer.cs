using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Warns of implementations that ASP.NET Core MVC would take for controllers of its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImplementationAnalyzer : DiagnosticAnalyzer
{
    private const string Suffix = "Controller";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [UsageDiagnostics.ControllerSuffix];

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
        if (type.TypeKind != TypeKind.Class || !type.Name.EndsWith(Suffix, StringComparison.Ordinal))
            return;
        if (type.AllInterfaces.FirstOrDefault(i => i.IsContract()) is not { } contract)
            return;
        string name = type.Name.Substring(0, type.Name.Length - Suffix.Length);
        context.ReportDiagnostic(Diagnostic.Create(
            UsageDiagnostics.ControllerSuffix,
            type.Locations.FirstOrDefault(),
            type.Name,
            contract.Name,
            name.Length > 0 ? name : ContractNames.WithoutPrefix(contract)));
    }
}
