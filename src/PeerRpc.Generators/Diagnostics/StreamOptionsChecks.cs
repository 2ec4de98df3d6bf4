using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Contracts;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Checks that stream options say something, and stand where they have an effect.</summary>
internal static class StreamOptionsChecks
{
    private const string LatestMember = "global::PeerRpc.StreamOverflow.Latest";

    public static void Check(IReadOnlyList<IMethodSymbol> methods, Findings findings)
    {
        Check(findings.Contract, methods.Any(CarriesObservable), "no method carries an", findings);
        foreach (IMethodSymbol method in methods)
        {
            bool inResult = CodecKinds.CarriesObservable(ReturnShapes.ResultOf(method));
            Check(method, inResult, "its result is no", findings);
            foreach (IParameterSymbol parameter in method.Parameters)
                Check(parameter, CodecKinds.CarriesObservable(parameter.Type), "it is no", findings);
        }
    }

    private static void Check(ISymbol about, bool hasEffect, string why, Findings findings)
    {
        if (StreamOptionsReader.AttributeOf(about) is not { } attribute)
            return;
        if (!hasEffect)
            findings.Add(StreamOptionsDiagnostics.NoObservable, about, about.Name, why);
        int buffer = StreamOptionsReader.BufferOf(attribute);
        if (buffer < 0)
            findings.Add(StreamOptionsDiagnostics.NegativeBuffer, about, about.Name, buffer);
        else if (buffer > 1 && StreamOptionsReader.OverflowOf(attribute) == LatestMember)
            findings.Add(StreamOptionsDiagnostics.IgnoredBuffer, about, about.Name, buffer);
    }

    private static bool CarriesObservable(IMethodSymbol method) =>
        CodecKinds.CarriesObservable(ReturnShapes.ResultOf(method))
        || method.Parameters.Any(p => CodecKinds.CarriesObservable(p.Type));
}
