using System.Globalization;

namespace PeerRpc.Docs.Tests.PublicApi;

/// <summary>Constants and default values as they stand in C#.</summary>
internal static class ConstantText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool on => on ? "true" : "false",
        Enum constant => OfEnum(constant),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string OfEnum(Enum constant) => string.Join(
        " | ", constant.ToString().Split(", ").Select(name => $"{constant.GetType().Name}.{name}"));
}
