using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PeerRpc.Generators.Contracts;
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
    internal const string ContractsStep = "Contracts";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ContractModel> contracts = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownTypes.PeerController,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (match, token) => ContractReader.Read((INamedTypeSymbol)match.TargetSymbol, token))
            .WithTrackingName(ContractsStep);

        context.RegisterSourceOutput(contracts, static (output, contract) =>
            output.AddSource(contract.HintName, ContractFileWriter.Write(contract)));
    }
}
