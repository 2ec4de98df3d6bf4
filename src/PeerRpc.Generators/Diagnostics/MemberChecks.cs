using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Contracts;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Checks that the members of a contract are methods that can be called from outside.</summary>
internal static class MemberChecks
{
    public static void Check(Findings findings)
    {
        foreach (ISymbol member in ContractMethods.MembersOf(findings.Contract))
        {
            if (member.IsStatic)
                findings.Add(MemberDiagnostics.NotCallable, member, NameOf(member), "static");
            else if (member.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal))
                findings.Add(MemberDiagnostics.NotCallable, member, NameOf(member), "protected");
            else
                CheckKind(member, findings);
        }
    }

    private static void CheckKind(ISymbol member, Findings findings)
    {
        switch (member)
        {
            case IPropertySymbol { IsIndexer: true } indexer:
                string parameters = string.Join(
                    ", ", indexer.Parameters.Select(p => $"{p.Type.ToDisplayString(Short)} {p.Name}"));
                findings.Add(
                    MemberDiagnostics.Indexer, member, NameOf(member), indexer.Type.ToDisplayString(Short), parameters);
                break;
            case IPropertySymbol property:
                string type = property.Type.ToDisplayString(Short);
                findings.Add(MemberDiagnostics.Property, member, NameOf(member), type, member.Name);
                break;
            case IEventSymbol @event:
                findings.Add(
                    MemberDiagnostics.Event, member, NameOf(member), $"IObservable<{PayloadOf(@event)}>", member.Name);
                break;
        }
    }

    // What the handlers are given, besides who raised it: that is the peer.
    private static string PayloadOf(IEventSymbol @event)
    {
        IEnumerable<IParameterSymbol> parameters =
            (@event.Type as INamedTypeSymbol)?.DelegateInvokeMethod?.Parameters ?? [];
        string[] types =
        [
            .. parameters
                .Where(p => p.Type.SpecialType != SpecialType.System_Object && !p.Type.Is("System.EventArgs"))
                .Select(p => p.Type.ToDisplayString(Short)),
        ];
        return types.Length switch
        {
            0 => "T",
            1 => types[0],
            _ => $"({string.Join(", ", types)})",
        };
    }

    private static SymbolDisplayFormat Short => SymbolDisplayFormat.CSharpShortErrorMessageFormat;

    private static string NameOf(ISymbol member) => member.ToDisplayString(Short);
}
