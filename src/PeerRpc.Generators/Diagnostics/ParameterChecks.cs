using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Contracts;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Checks the parameters of a contract method.</summary>
internal static class ParameterChecks
{
    public static void Check(IMethodSymbol method, Findings findings)
    {
        var seen = new HashSet<ParameterRole>();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            ParameterRole role = ParameterRoles.Of(parameter);
            CheckPassing(parameter, findings);
            if (role == ParameterRole.Argument)
            {
                TypeChecks.Check(parameter.Type, TypePlace.Argument, parameter, findings);
                continue;
            }
            if (!seen.Add(role))
                findings.Add(ParameterDiagnostics.RepeatedSpecial, parameter, parameter.Name, parameter.Type.Name);
            else if (role == ParameterRole.Call)
                CheckCall(parameter, afterToken: seen.Contains(ParameterRole.Token), findings);
        }
    }

    private static void CheckPassing(IParameterSymbol parameter, Findings findings)
    {
        if (parameter.RefKind != RefKind.None)
        {
            findings.Add(
                ParameterDiagnostics.ByReference,
                parameter,
                parameter.Name,
                parameter.RefKind == RefKind.RefReadOnlyParameter
                    ? "ref readonly"
                    : parameter.RefKind.ToString().ToLowerInvariant());
        }
        else if (parameter.IsParams)
        {
            findings.Add(ParameterDiagnostics.ParamsArray, parameter, parameter.Name);
        }
    }

    private static void CheckCall(IParameterSymbol parameter, bool afterToken, Findings findings)
    {
        if (afterToken)
            findings.Add(ParameterDiagnostics.CallAfterToken, parameter, parameter.Name);
        else if (!parameter.HasExplicitDefaultValue)
            findings.Add(ParameterDiagnostics.CallNotOptional, parameter, parameter.Name);
    }
}
