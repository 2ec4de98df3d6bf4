using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerRpc.Generators.Contracts;
using PeerRpc.Generators.Diagnostics;
using PeerRpc.Generators.Emission;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators;

/// <summary>
/// Emits the proxy, the dispatcher and their registration for every interface marked <c>[PeerController]</c>.
/// </summary>
/// <remarks>
/// Contracts with errors in them are left alone: the analyzer reports those, and code that does not compile beside them
/// would only hide what it says.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class PeerContractGenerator : IIncrementalGenerator
{
    internal const string ReadingStep = "Reading";
    internal const string ContractsStep = "Contracts";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ContractModel> contracts = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownTypes.PeerController,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (match, token) => Read((INamedTypeSymbol)match.TargetSymbol, token))
            .WithTrackingName(ReadingStep)
            .Where(static contract => contract is not null)
            .Select(static (contract, _) => contract!)
            .WithTrackingName(ContractsStep);

        context.RegisterSourceOutput(contracts, static (output, contract) =>
            output.AddSource(contract.HintName, ContractFileWriter.Write(contract)));
    }

    private static ContractModel? Read(INamedTypeSymbol contract, CancellationToken cancellationToken) =>
        ContractInspection.IsSound(contract, cancellationToken)
            ? ContractReader.Read(contract, cancellationToken)
            : null;
}
